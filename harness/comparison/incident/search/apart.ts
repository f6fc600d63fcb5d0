import { isDrawn, jsonOrText, normalForm, shown, UNREPEATABLE } from "../../../scenario/facts/normal-form.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";
import { nameOf, type WorldResult } from "./world-result.ts";

const MOST = 5;
const LONGEST = 90;
/** Members of JSON are named down to here; what lies deeper is one value. */
const DEEPEST = 3;
/** Of an asset's metadata: the incident's own pictures have others than the story's, so nobody can compare them. */
const OF_PICTURES = /\.(checksum|size_bytes|etag)$/i;

/** What has to be looked up to tell one world from another: what they show differently, the easiest to look up first. */
export function apart(one: WorldResult | undefined, other: WorldResult): readonly string[] {
  if (!one?.seen || !other.seen) return [];
  const [a, b] = [looked(one.seen), looked(other.seen)];
  const found: string[] = [];
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [left, right] = [a.get(name), b.get(name)];
    if (left === right || found.length >= MOST || OF_PICTURES.test(name)) continue;
    const [ofOne, ofOther] = fromTheirDifference(left, right);
    found.push(`${name}: ${ofOne} with ${nameOf(one)}, ${ofOther} with ${nameOf(other)}`);
  }
  const files = [...one.departures, ...other.departures].filter(({ kind }) => kind === "file");
  if (found.length === 0) found.push(...files.map(({ words }) => `the file itself: whether ${words}`));
  return found;
}

/** Everything that can be looked up, by its name, in kind. What is there more than once is counted, and listed together. */
function looked(seen: Seen): ReadonlyMap<string, string> {
  const found = new Listing();
  for (const table of ["media_processing_jobs", "listing_versions", "media_assets"])
    for (const row of seen.rows.get(table) ?? [])
      for (const [column, value] of Object.entries(row))
        found.members(`${table} row ${row.id}, column ${column}`, jsonOrText(value));
  for (const { method, path, status } of seen.answers) found.count(`answers ${status} to ${method} ${path}`);
  for (const { source, level, message } of seen.logs) found.count(`log lines ${level} ${message} of ${source}`);
  for (const { arn, status } of seen.executions) found.count(`executions ${machineOf(arn)} that are ${status}`);
  for (const { status } of seen.callbacks) found.count(`callbacks that were answered ${status}`);
  for (const key of seen.keys) found.count(`object ${key}`);
  for (const { method, path, text } of seen.answers) found.members(`the answer to ${method} ${path}`, jsonOrText(text));
  for (const { source, message, fields } of seen.logs)
    for (const [name, value] of fields) found.members(`log line ${message} of ${source}, field ${name}`, value);
  for (const { text } of seen.callbacks) found.members("the callback's body", jsonOrText(text));
  for (const { arn, events = [] } of seen.executions)
    for (const event of events) found.count(`history of ${machineOf(arn)}, ${event}`);
  for (const text of seen.messages) found.members("the message or input of an execution", jsonOrText(text));
  found.add("the order of log lines", seen.logs.map(({ source, message }) => `${source} ${message}`).join(", "));
  return found.values();
}

const machineOf = (arn: string): string => String(normalForm(arn)).split(":").slice(6).join(":");

class Listing {
  readonly #values = new Map<string, string[]>();
  readonly #counts = new Map<string, number>();

  add(name: string, value: string): void {
    const known = this.#values.get(name);
    if (known) known.push(value);
    else this.#values.set(name, [value]);
  }

  count(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** A value by itself, or every member of an object; without what differs from run to run. */
  members(name: string, value: unknown, depth = 0): void {
    const last = name.split(/[. ]/).at(-1) ?? "";
    if (isDrawn(last) || last in UNREPEATABLE) {
      this.add(`${name} (whether there is one)`, value === null || value === "" || value === 0 ? "no" : "yes");
    } else if (depth < DEEPEST && typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [member, one] of Object.entries(value)) this.members(`${name}.${member}`, one, depth + 1);
    } else this.add(name, shown(normalForm(value)));
  }

  values(): ReadonlyMap<string, string> {
    const counts = [...this.#counts].map(([name, count]) => [name, String(count)] as const);
    return new Map([...[...this.#values].map(([name, all]) => [name, all.join(", ")] as const), ...counts]);
  }
}

/** Two long texts from the place on where they are no longer the same. */
function fromTheirDifference(one: string | undefined, other: string | undefined): readonly [string, string] {
  if (one === undefined || other === undefined) return [cut(one), cut(other)];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const from = Math.max(0, same - 20);
  const part = (text: string): string => cut(from === 0 || one.length <= LONGEST ? text : `…${text.slice(from)}`);
  return [part(one), part(other)];
}

function cut(text: string | undefined): string {
  if (text === undefined) return "none";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

import { jsonOrText, normalForm, shown } from "../../../scenario/facts/normal-form.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";
import { nameOf, type WorldResult } from "./world-result.ts";

const MOST = 5;
const LONGEST = 90;

/** What has to be looked up to tell one world from another: what they show differently, the easiest to look up first. */
export function apart(one: WorldResult | undefined, other: WorldResult): readonly string[] {
  if (!one?.seen || !other.seen) return [];
  const [a, b] = [looked(one.seen), looked(other.seen)];
  const found: string[] = [];
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [left, right] = [a.get(name), b.get(name)];
    if (left === right || found.length >= MOST) continue;
    found.push(`${name}: ${cut(left)} with ${nameOf(one)}, ${cut(right)} with ${nameOf(other)}`);
  }
  return found;
}

/** Everything that can be looked up, by its name, in kind. */
function looked(seen: Seen): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const table of ["media_processing_jobs", "listing_versions", "media_assets"])
    for (const row of seen.rows.get(table) ?? [])
      for (const [column, value] of Object.entries(row))
        found.set(`${table} row ${row.id}, column ${column}`, shown(normalForm(jsonOrText(value))));
  for (const { method, path, status } of seen.answers) count(found, `answers ${status} to ${method} ${path}`);
  for (const { source, level, message } of seen.logs) count(found, `log lines ${level} ${message} of ${source}`);
  for (const { arn, status } of seen.executions)
    count(found, `executions ${String(normalForm(arn))} that are ${status}`);
  for (const { status } of seen.callbacks) count(found, `callbacks that were answered ${status}`);
  for (const key of seen.keys) found.set(`object ${key}`, "there");
  return found;
}

function count(found: Map<string, string>, name: string): void {
  found.set(name, String(Number(found.get(name) ?? 0) + 1));
}

function cut(text: string | undefined): string {
  if (text === undefined) return "none";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

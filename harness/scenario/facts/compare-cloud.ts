import { bestMatch } from "./best-match.ts";
import { type Fact, type FactOf, factsOf } from "./fact.ts";
import { jsonOrText, normalForm, shown } from "./normal-form.ts";
import type { Seen } from "./seen.ts";
import type { Tally } from "./tally.ts";

type Json = Readonly<Record<string, unknown>>;

/** Callbacks, executions with their histories, objects and messages. */
export function compareCloud(tally: Tally, facts: readonly Fact[], seen: Seen): void {
  compareCallbacks(tally, factsOf(facts, "callback"), seen);
  for (const fact of factsOf(facts, "execution")) compareExecution(tally, fact, seen);
  compareHistories(tally, factsOf(facts, "history-event"), seen);
  for (const fact of factsOf(facts, "message")) {
    const body = jsonOrText(fact.body);
    const bodies = seen.messages.map(jsonOrText);
    compareJson(
      tally,
      fact,
      "message",
      body,
      bestMatch(bodies, (one) => sameKeys(tally, body, one)),
    );
  }
  const objects = factsOf(facts, "object");
  for (const fact of objects) {
    tally.field(fact, `object ${fact.key}`, "there", seen.keys.has(fact.key) ? "there" : undefined);
    if (fact.size !== undefined) tally.skip(`object ${fact.key}: size`, "the photos are not the incident's");
  }
  const listed = new Set(objects.map(({ key }) => key));
  const more = [...seen.keys].filter((key) => !listed.has(key));
  if (objects.length > 0) tally.beyond(more.length);
  const executions = new Set(factsOf(facts, "execution").map(({ arn }) => arn));
  if (executions.size > 0) tally.beyond(seen.executions.length - executions.size);
  if (objects.length > 2 && more.length > 0) tally.surprise(`${more.length} more objects`);
}

/** In order: of two callbacks of one job the second is not taken for the first again. */
function compareCallbacks(tally: Tally, callbacks: readonly FactOf<"callback">[], seen: Seen): void {
  const left = seen.callbacks.map(({ text }) => ({ text, body: jsonOrText(text) }));
  for (const fact of callbacks) {
    const label = `callback of job ${shown(fact.body.jobId)}`;
    const ofJob = left.filter(({ body }) => shown((body as Json).jobId) === shown(fact.body.jobId));
    const found = bestMatch(ofJob, ({ body }) => sameKeys(tally, fact.body, body));
    if (found) left.splice(left.indexOf(found), 1);
    if (found && tally.strictness === "exactly" && fact.text === found.text)
      tally.field(fact, label, fact.text, found.text);
    else compareJson(tally, fact, label, fact.body, fact.partial ? like(fact.body, found?.body) : found?.body);
  }
}

function compareExecution(tally: Tally, fact: FactOf<"execution">, seen: Seen): void {
  const exact = seen.executions.find(({ arn }) => arn === fact.arn);
  const alike = seen.executions.filter(({ arn }) => shown(normalForm(arn)) === shown(normalForm(fact.arn)));
  const found =
    exact ??
    bestMatch(alike, (one) => Number(one.status === fact.status) + Number(tally.isSame(fact.input, one.input)));
  const label = `execution ${fact.arn.split(":").slice(6).join(":")}`;
  if (!found) {
    tally.field(fact, label, fact.arn, undefined);
    return;
  }
  tally.field(fact, label, normalForm(fact.arn), normalForm(found.arn));
  if (fact.status !== undefined) tally.field(fact, `${label}: status`, fact.status, found.status);
  if (fact.error !== undefined) tally.field(fact, `${label}: error`, fact.error, found.error);
  if (fact.cause !== undefined) tally.field(fact, `${label}: cause`, fact.cause, found.cause);
  for (const name of ["input", "output"] as const)
    if (fact[name] !== undefined)
      compareJson(tally, fact, `${label}: ${name}`, jsonOrText(fact[name]), jsonOrText(found[name]));
}

/** Every state that was entered, and every failure, as often as the execution that is most like it has it. */
function compareHistories(tally: Tally, events: readonly FactOf<"history-event">[], seen: Seen): void {
  const histories = Map.groupBy(events, ({ place, history }) => `${place.file}:${history}`);
  for (const history of histories.values()) {
    const names = history.map(({ type, state }) => (state === undefined ? type : `${type} ${state}`));
    const found = bestMatch(seen.executions, ({ events: own }) => shared(names, own) * 1_000 - own.length);
    const left = [...(found?.events ?? [])];
    for (const [index, fact] of history.entries()) {
      const name = names[index] ?? "";
      const at = left.findIndex((own) => isEvent(name, own));
      if (at >= 0) left.splice(at, 1);
      tally.field(fact, `history event ${fact.id}`, name, at >= 0 ? name : undefined);
    }
  }
}

function shared(names: readonly string[], own: readonly string[]): number {
  const left = [...own];
  return names.filter((name) => {
    const at = left.findIndex((one) => isEvent(name, one));
    return at >= 0 && left.splice(at, 1).length > 0;
  }).length;
}

/** Who shows an event without its details has not said of which state it is. */
const isEvent = (name: string, own: string): boolean =>
  own === name || (!name.includes(" ") && own.startsWith(`${name} `));

function compareJson(tally: Tally, fact: Fact, label: string, expected: unknown, found: unknown): void {
  if (!isJson(expected) || !isJson(found)) {
    tally.field(fact, label, shown(expected), found === undefined ? undefined : shown(found));
    return;
  }
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)]))
    tally.named(fact, name, label, expected[name], found[name]);
}

/** The part of a body that a cut one can be compared with. */
function like(expected: Json, found: unknown): unknown {
  return isJson(found) ? Object.fromEntries(Object.keys(expected).map((name) => [name, found[name]])) : found;
}

function sameKeys(tally: Tally, expected: unknown, found: unknown): number {
  if (!isJson(expected) || !isJson(found)) return Number(tally.isSame(expected, found));
  return Object.keys(expected).filter((name) => tally.isSame(expected[name], found[name])).length;
}

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

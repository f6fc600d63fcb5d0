import type { LogEvent } from "../../network/trace.ts";
import { bestMatch } from "./best-match.ts";
import { type Fact, type FactOf, factsOf } from "./fact.ts";
import { UNREPEATABLE } from "./normal-form.ts";
import type { Seen } from "./seen.ts";
import { isOfStories } from "./stories.ts";
import type { Tally } from "./tally.ts";

/** Each line of the facts with the one of the world that is most like it, in order; a line of the world is taken once. */
export function compareLogs(tally: Tally, facts: readonly Fact[], seen: Seen): void {
  const lines = factsOf(facts, "log");
  const byMessage = new Map<string, LogEvent[]>();
  for (const event of seen.logs) {
    const name = `${event.source} ${event.message}`;
    const known = byMessage.get(name);
    if (known) known.push(event);
    else byMessage.set(name, [event]);
  }
  const taken = new Set<LogEvent>();
  const others = requestsOfOthers(lines);
  for (const [index, fact] of lines.entries()) {
    const label = `log line ${index + 1} (${fact.message})`;
    if (others.has(fact.fields.request_id) || asksElsewhere(fact)) {
      tally.skip(label, "a request that the story does not make");
      continue;
    }
    const candidates = (byMessage.get(`${fact.source} ${fact.message}`) ?? []).filter((event) => !taken.has(event));
    const event = bestMatch(candidates, (one) => likeness(tally, fact, one));
    if (isSignIn(fact) && !(event && isSameSignIn(fact, Object.fromEntries(event.fields)))) {
      tally.skip(label, "somebody signed in who does nothing in the story");
      continue;
    }
    if (!event) {
      tally.field(fact, label, "a line", undefined);
      continue;
    }
    taken.add(event);
    compareLine(tally, fact, event, label);
  }
  if (tally.strictness === "exactly" && lines.length > 0)
    tally.skip("log times below the millisecond", "the world's clock counts milliseconds");
  surprises(tally, taken, seen.logs);
  const sources = new Set([...taken].map(({ source }) => source));
  tally.beyond(seen.logs.filter(({ source }) => sources.has(source)).length - taken.size);
}

/** Messages of requests that no story of an incident makes. */
const OF_OTHERS = /^service\.media\.(generate_urls|list|delete|update|complete_project)\./;

/** People sign in more often than they do something that is told of. */
const isSignIn = ({ message, fields }: FactOf<"log">): boolean =>
  fields.path === SIGN_IN || message === "auth.signin.success";

const SIGN_IN = "/api/v2/auth/signin";

function isSameSignIn({ fields }: FactOf<"log">, found: Readonly<Record<string, unknown>>): boolean {
  return fields.path === found.path && String(fields.user_id) === String(found.user_id);
}

function asksElsewhere({ fields, message }: FactOf<"log">): boolean {
  if (OF_OTHERS.test(message)) return true;
  const path = fields.path ?? (typeof fields.action === "string" ? fields.action.replace(/^[A-Z]+:/, "") : undefined);
  return typeof path === "string" && path.startsWith("/api/") && !isOfStories(path);
}

/** Ids of requests of which a line names a path that no story asks for. */
function requestsOfOthers(lines: readonly FactOf<"log">[]): ReadonlySet<unknown> {
  const ids = lines.filter(asksElsewhere).map(({ fields }) => fields.request_id);
  return new Set(ids.filter((id) => id !== undefined));
}

function likeness(tally: Tally, { fields, at }: FactOf<"log">, event: LogEvent): number {
  const found = new Map(event.fields);
  const same = Object.entries(fields).filter(([name, value]) => tally.isSame(value, found.get(name)));
  const sameTime = tally.strictness === "exactly" && at !== undefined && toMillisecond(at) === isoTime(event.at);
  return same.length * 2 + (sameTime ? 1 : 0);
}

function compareLine(tally: Tally, fact: FactOf<"log">, event: LogEvent, label: string): void {
  const exact = tally.strictness === "exactly";
  if (fact.at !== undefined && exact)
    tally.field(fact, `${label}: time, to the millisecond`, toMillisecond(fact.at), isoTime(event.at));
  tally.field(fact, `${label}: level`, fact.level, event.level);
  tally.field(fact, `${label}: msg`, fact.message, event.message);
  const found = new Map(event.fields);
  for (const [name, value] of Object.entries(fact.fields)) tally.named(fact, name, label, value, found.get(name));
  if (fact.partial) return;
  for (const [name, value] of found) {
    if (name in fact.fields || name === "request_id") continue;
    if (name in UNREPEATABLE) tally.skip(`${label}: ${name}`, UNREPEATABLE[name] ?? "", undefined, value);
    else if (exact) tally.field(fact, `${label}: ${name}`, undefined, value);
    else tally.named(fact, name, label, undefined, value);
  }
}

/** Lines of warnings and errors that nobody has reported, from requests and functions of which other lines were. */
function surprises(tally: Tally, taken: ReadonlySet<LogEvent>, logs: readonly LogEvent[]): void {
  const threads = new Set([...taken].map(threadOf));
  for (const event of logs)
    if ((event.level === "ERROR" || event.level === "WARN") && !taken.has(event) && threads.has(threadOf(event)))
      tally.surprise(`${event.level} ${event.message}`);
}

function threadOf({ source, fields }: LogEvent): string {
  return `${source} ${new Map(fields).get("request_id") ?? ""}`;
}

const isoTime = (at: number): string => new Date(at).toISOString();

function toMillisecond(time: string): string {
  return time.replace(/(\.\d{3})\d*Z$/, "$1Z").replace(/(:\d\d)(\.\d{1,2})?Z$/, (_, seconds: string, rest = ".") => {
    return `${seconds}${rest.padEnd(4, "0")}Z`;
  });
}

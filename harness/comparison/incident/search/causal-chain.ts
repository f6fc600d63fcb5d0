import type { TraceEvent } from "../../../network/trace.ts";
import type { Fact, Place } from "../../../scenario/facts/fact.ts";
import { jsonOrText, normalForm, shown } from "../../../scenario/facts/normal-form.ts";
import { CALLBACK_PATH, type World } from "../../../world/world.ts";

/** One event that led to what was seen, with the line of the evidence that shows it. */
export interface Link {
  readonly sequence: number;
  /** Virtual time. */
  readonly at: string;
  readonly words: string;
  readonly shownAt?: Place;
}

const MOST_LINKS = 60;

/** The events that matter, in order: what people asked for, what was started, failed, was called back, logged and stored. */
export function causalChain(world: World, facts: readonly Fact[]): readonly Link[] {
  const taken = new Set<Fact>();
  const links: Link[] = [];
  for (const event of world.trace.events) {
    const words = wordsOf(world, event);
    if (words === undefined) continue;
    const fact = facts.find((one) => !taken.has(one) && shows(world, one, event));
    if (fact && fact.kind !== "row") taken.add(fact);
    links.push({
      sequence: event.sequence,
      at: new Date(event.at).toISOString(),
      words,
      ...(fact && { shownAt: fact.place }),
    });
  }
  return links.slice(0, MOST_LINKS);
}

function wordsOf(world: World, event: TraceEvent): string | undefined {
  if (event.kind === "log")
    return event.level === "INFO" ? undefined : `${event.source} logs ${event.level} ${event.message}`;
  if (event.kind === "state") {
    const failed = /Failed|TimedOut|Aborted/.test(event.type);
    return failed
      ? `${event.type} ${event.state} in ${shortArn(event.execution)} ${event.detail ?? ""}`.trim()
      : undefined;
  }
  if (event.kind === "row") {
    if (event.change === "delete" || event.table === "media_assets") return undefined;
    const { status } = event.after ?? {};
    return status === event.before?.status ? undefined : `${event.table} ${event.key} becomes ${shown(status)}`;
  }
  if (event.kind !== "operation" || event.target === "mysql") return undefined;
  const { source, target, operation, outcome = "no answer", fault } = event;
  if (target === "server") {
    if (/\/auth\//.test(operation)) return undefined;
    if (!operation.endsWith(CALLBACK_PATH)) return `${source} asks ${operation}: ${outcome}`;
    const body = jsonOrText(world.trace.body(event.request)?.toString() ?? "");
    const { jobId, status } = (typeof body === "object" ? body : {}) as { jobId?: unknown; status?: unknown };
    return `the machine calls back for job ${shown(jobId)} with ${shown(status)}: ${fault ?? outcome}`;
  }
  if (operation === "StartExecution") {
    const input = jsonOrText(world.trace.body(event.request)?.toString() ?? "");
    const { stateMachineArn } = (typeof input === "object" ? input : {}) as { stateMachineArn?: string };
    return `${source} starts an execution of ${stateMachineArn?.split(":").at(-1) ?? "a machine"}: ${outcome}`;
  }
  if (fault !== undefined || !/^(ok|2\d\d)$/.test(outcome))
    return `${source} → ${target} ${operation} ${event.resource}: ${fault ?? outcome}`.slice(0, 200);
  return undefined;
}

const shortArn = (arn: string): string => arn.split(":").slice(-2).join(":");

function shows(world: World, fact: Fact, event: TraceEvent): boolean {
  if (event.kind === "row") {
    if (fact.kind !== "row" || fact.table !== event.table || String(fact.columns.id) !== event.key) return false;
    return fact.columns.status === event.after?.status;
  }
  if (event.kind === "log") {
    if (fact.kind !== "log" || fact.message !== event.message || fact.source !== event.source) return false;
    const fields = new Map(event.fields);
    return Object.entries(fact.fields).every(
      ([name, value]) => name === "request_id" || shown(normalForm(value)) === shown(normalForm(fields.get(name))),
    );
  }
  if (event.kind !== "operation") return false;
  if (event.target === "server" && (fact.kind === "claim" || fact.kind === "answer"))
    return event.operation === `${fact.method} ${fact.path}`;
  const body = jsonOrText(world.trace.body(event.request)?.toString() ?? "");
  const text = shown(normalForm(body));
  if (event.operation.endsWith(CALLBACK_PATH)) {
    if (fact.kind === "callback") return shown(normalForm(fact.body)) === text;
    return fact.kind === "row" && shown(normalForm(jsonOrText(fact.columns.callback_body))) === text;
  }
  if (event.operation !== "StartExecution" || fact.kind !== "row") return false;
  const [, machine, name] = /:execution:([\w-]+):([\w-]+)$/.exec(String(fact.columns.external_id)) ?? [];
  return machine !== undefined && name !== undefined && text.includes(`:${machine}"`) && text.includes(name);
}

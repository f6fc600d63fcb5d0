import type { BodyReference } from "../bodies.ts";
import type { OperationEvent, TraceEvent } from "../trace.ts";
import type { Correspondence } from "./correspondence.ts";
import { firstValueDifference, parsed, type ValueDifference } from "./values-agree.ts";
import { withoutVolatile } from "./volatile-text.ts";

/** What is compared of a run. */
export interface ComparedRun {
  readonly events: readonly TraceEvent[];
  body(reference: BodyReference | undefined): Buffer | undefined;
}

/** What an event is, without what it led to: two events that agree in it are counterparts. */
export function identityOf(event: TraceEvent): string {
  switch (event.kind) {
    case "operation":
      return withoutVolatile(`${event.source} → ${event.target} ${event.operation} ${event.resource}`);
    case "state":
      // Executions are told apart by what started them: names are given or drawn.
      return `${event.source} ${event.type} ${event.state}`;
    case "row":
      return `${event.change} ${event.table} ${event.key}`;
    case "log":
      return withoutVolatile(`${event.source} ${event.level} ${event.message}`);
    case "note":
      return withoutVolatile(`${event.source}: ${event.message}`);
  }
}

/** How two counterparts differ. `before` a part tells whether that was so before anything that it led to. */
export interface EventDifference extends ValueDifference {
  readonly part: "request" | "outcome" | "response" | "content";
  /** Nothing came of it: a statement that reads something else, or another one that changed nothing, and was answered alike. */
  readonly idle?: true;
}

export function eventDifference(
  [here, there]: readonly [TraceEvent, TraceEvent],
  [mine, others]: readonly [ComparedRun, ComparedRun],
  ids: Correspondence,
): EventDifference | undefined {
  if (here.kind === "operation" && there.kind === "operation") {
    const request = bodiesDifference([here.request, there.request], [mine, others], ids);
    const answer = answerDifference([here, there], [mine, others], ids);
    if (!request) return answer;
    return { part: "request", ...request, ...(answer === undefined && isIdle(here, request) && { idle: true }) };
  }
  const content = firstValueDifference(contentOf(here), contentOf(there), ids);
  return content && { part: "content", ...content };
}

function answerDifference(
  [here, there]: readonly [OperationEvent, OperationEvent],
  [mine, others]: readonly [ComparedRun, ComparedRun],
  ids: Correspondence,
): EventDifference | undefined {
  // What is still under way when a red run ends has no outcome yet, and that is no difference.
  if (here.outcome === undefined || there.outcome === undefined) return undefined;
  const outcome = firstValueDifference(
    { outcome: here.outcome, error: here.error, fault: here.fault },
    { outcome: there.outcome, error: there.error, fault: there.fault },
    ids,
  );
  if (outcome) return { part: "outcome", ...outcome };
  const response = bodiesDifference([here.response, there.response], [mine, others], ids);
  return response && { part: "response", ...response };
}

function isIdle({ target, operation, outcome = "" }: OperationEvent, { path }: ValueDifference): boolean {
  if (target !== "mysql") return false;
  return /^SELECT\b/i.test(operation) || (path === "$.sql" && outcome === "0 affected");
}

function contentOf(event: TraceEvent): unknown {
  if (event.kind === "row") return { before: event.before, after: event.after };
  if (event.kind === "log") return Object.fromEntries(event.fields);
  if (event.kind === "state" || event.kind === "note") return { detail: event.detail };
  return {};
}

function bodiesDifference(
  [hereReference, thereReference]: readonly [BodyReference | undefined, BodyReference | undefined],
  [mine, others]: readonly [ComparedRun, ComparedRun],
  ids: Correspondence,
): ValueDifference | undefined {
  if (hereReference?.sha256 === thereReference?.sha256) return undefined;
  const [here, there] = [mine.body(hereReference), others.body(thereReference)];
  if (here === undefined || there === undefined || here.equals(there)) return undefined;
  if (here.includes(0) || there.includes(0))
    return { path: "$", here: `${here.length} bytes`, there: `${there.length} other bytes` };
  const [text, other] = [here.toString("utf8"), there.toString("utf8")];
  return firstValueDifference(parsed(text) ?? text, parsed(other) ?? other, ids);
}

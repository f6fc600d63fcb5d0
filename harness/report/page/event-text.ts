import type { ShownEvent } from "../model/shown-event.ts";

/** An event in words: what happened, what it happened to, and how it ended. */
export interface EventText {
  readonly title: string;
  readonly object: string;
  readonly outcome: string;
}

export function eventText(event: ShownEvent): EventText {
  switch (event.kind) {
    case "operation": {
      const outcome = event.outcome ?? "under way";
      return {
        title: event.operation,
        object: event.operation.endsWith(` ${event.resource}`) ? "" : event.resource,
        outcome: event.error === undefined ? outcome : `${outcome}: ${event.error}`,
      };
    }
    case "state": {
      const title = event.type.startsWith("Execution") ? event.type : event.state;
      return {
        title,
        object: event.type.startsWith("Execution") ? lastOf(event.execution) : stepOf(event.type),
        outcome: event.detail ?? "",
      };
    }
    case "row":
      return { title: `${event.change} ${event.table}`, object: event.key, outcome: changedColumns(event).join(", ") };
    case "log":
      return { title: event.message, object: "", outcome: event.level };
    case "note":
      return { title: event.message, object: "", outcome: "" };
  }
}

/** What is written upon a span of the timeline, whose lane already names the part. */
export function spanLabel(event: ShownEvent, lane: string): string {
  if (event.kind === "state") return event.state === "" ? lastOf(event.execution) : event.state;
  if (event.kind === "operation" && event.operation === "invocation") return "runs";
  const { title, object } = eventText(event);
  return object === "" || object === lane || event.kind === "log" ? title : `${title} ${object}`;
}

/** Columns whose value an update changes. */
function changedColumns({ before, after }: Extract<ShownEvent, { kind: "row" }>): string[] {
  if (before === null || after === null) return [];
  return Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Everything of an event that a filter may find. */
export function searchText(event: ShownEvent): string {
  const { title, object, outcome } = eventText(event);
  const parts = [title, object, outcome];
  if (event.kind === "operation") parts.push(event.source, event.target, event.fault ?? "");
  if (event.kind === "log") parts.push(event.source, JSON.stringify(event.fields));
  if (event.kind === "note") parts.push(event.source, JSON.stringify(event.detail ?? {}));
  if (event.kind === "row") parts.push(JSON.stringify(event.after ?? event.before));
  if (event.kind === "state") parts.push(event.execution, event.type);
  return parts.join("\n").toLowerCase();
}

/** `Choice entered` for `ChoiceStateEntered`. */
function stepOf(type: string): string {
  return type.replace(/State(Entered|Exited)$/, (_whole, step: string) => ` ${step.toLowerCase()}`);
}

function lastOf(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}

import type { TraceEvent } from "./trace.ts";

/** One line that tells a person what an event is, without times. */
export function describeEvent(event: TraceEvent): string {
  switch (event.kind) {
    case "operation": {
      const what = `${event.source} → ${event.target} ${event.operation}${event.resource ? ` ${event.resource}` : ""}`;
      const fault = event.fault ? ` (fault: ${event.fault})` : "";
      const error = event.error ? `: ${event.error}` : "";
      return `${what} = ${event.outcome ?? "under way"}${error}${fault}`;
    }
    case "state":
      return `${event.source} ${event.execution} ${event.type} ${event.state}${event.detail ? `: ${event.detail}` : ""}`;
    case "row":
      return `${event.change} ${event.table} ${event.key} ${JSON.stringify(changedColumns(event.before, event.after))}`;
    case "log":
      return `${event.source} log ${event.level} ${event.message} ${JSON.stringify(Object.fromEntries(event.fields))}`;
    case "note":
      return `${event.source}: ${event.message}${event.detail ? ` ${JSON.stringify(event.detail)}` : ""}`;
  }
}

function changedColumns(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): Record<string, unknown> {
  const columns = Object.entries(after ?? before ?? {});
  return Object.fromEntries(columns.filter(([name, value]) => before === null || before[name] !== value));
}

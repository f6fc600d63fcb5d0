import {
  CloudWatchLogsClient,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import { parseLogLine } from "../../../network/log-line.ts";
import type { NewTraceEvent, Trace } from "../../../network/trace.ts";
import type { Namespace } from "./namespace.ts";
import { type ObservedExecutions, stateNameOf } from "./observed-executions.ts";

/** An event inside LocalStack, with its own time. */
interface PastEvent {
  readonly at: number;
  readonly event: NewTraceEvent;
}

/**
 * Adds to the trace what happened inside a world's namespace of LocalStack: histories of executions, log lines of
 * functions.
 */
export async function readBackInto(trace: Trace, source: ReadableNamespace): Promise<void> {
  const { endpoint, region, namespace } = source;
  const logs = new CloudWatchLogsClient({ endpoint: endpoint.href, region, credentials: namespace.credentials });
  const [executions, functions] = await Promise.all([
    pastOfExecutions(source.executions, namespace),
    pastOfFunctions(logs, source.functionNames),
  ]);
  trace.recordPast([...executions, ...functions]);
}

interface ReadableNamespace {
  readonly executions: ObservedExecutions;
  readonly namespace: Namespace;
  readonly endpoint: URL;
  readonly region: string;
  readonly functionNames: readonly string[];
}

/** Events from the histories of executions. */
async function pastOfExecutions(executions: ObservedExecutions, namespace: Namespace): Promise<PastEvent[]> {
  const past: PastEvent[] = [];
  for (const { arn, machine } of await executions.all()) {
    for (const event of await executions.history(namespace.namespacedText(arn))) {
      const state = stateNameOf(event) ?? "";
      const type = event.type ?? "";
      if (state === "" && !type.startsWith("Execution")) continue;
      const error = event.executionFailedEventDetails?.error;
      past.push({
        at: event.timestamp?.getTime() ?? 0,
        event: {
          kind: "state",
          source: machine,
          execution: arn,
          type,
          state,
          ...(error !== undefined && { detail: error }),
        },
      });
    }
  }
  return past;
}

/**
 * Log lines of functions, from CloudWatch Logs. Lines that are not JSON (LocalStack's own START and END) keep their
 * text.
 */
async function pastOfFunctions(client: CloudWatchLogsClient, functionNames: readonly string[]): Promise<PastEvent[]> {
  const perFunction = await Promise.all(functionNames.map((name) => pastOfFunction(client, name)));
  return perFunction.flat();
}

async function pastOfFunction(client: CloudWatchLogsClient, source: string): Promise<PastEvent[]> {
  const past: PastEvent[] = [];
  try {
    for await (const page of paginateFilterLogEvents({ client }, { logGroupName: `/aws/lambda/${source}` })) {
      for (const { timestamp = 0, message = "" } of page.events ?? []) {
        past.push({ at: timestamp, event: lineOf(source, message.trimEnd()) });
      }
    }
  } catch (error) {
    // A function that was never invoked has no log group.
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  return past;
}

function lineOf(source: string, text: string): NewTraceEvent {
  const line = parseLogLine(text) ?? { level: "DEBUG", message: text, fields: [] };
  return { kind: "log", source, ...line };
}

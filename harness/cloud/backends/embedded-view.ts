import type { Execution } from "../../emulator/stepfunctions/execution/execution.ts";
import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { eventsInCausalOrder, type ObservedHistoryEvent } from "./causal-order.ts";
import type { Cloud, CloudExecution, CloudObject } from "./cloud.ts";
import type { EmbeddedCloud } from "./embedded.ts";

/** The emulated rooms behind the interface that all backends share. */
export class EmbeddedView implements Cloud {
  readonly backend = "embedded";
  readonly rooms: EmbeddedCloud;

  constructor(rooms: EmbeddedCloud) {
    this.rooms = rooms;
  }

  send(source: string, request: HttpRequest): Promise<HttpResponse> {
    return this.rooms.gateway.send(source, request);
  }

  async objects(bucket: string): Promise<readonly CloudObject[]> {
    return this.rooms.s3.objects(bucket);
  }

  async object(bucket: string, key: string): Promise<Buffer | undefined> {
    return this.rooms.s3.read(bucket, key);
  }

  async executions(): Promise<readonly CloudExecution[]> {
    return this.rooms.stepFunctions.executions().map(observedExecution);
  }

  async messages(queue: string): Promise<readonly string[]> {
    return this.rooms.sqs.messages(queue).map(({ body }) => body);
  }
}

/** The rooms behind a view, for code that needs more than the shared interface. */
export function roomsOf(cloud: Cloud): EmbeddedCloud {
  if (cloud instanceof EmbeddedView) return cloud.rooms;
  throw new Error(`only the embedded cloud has rooms, and this one is ${cloud.backend}`);
}

function observedExecution(execution: Execution): CloudExecution {
  return {
    arn: execution.arn,
    machine: execution.machine.name,
    name: execution.name,
    status: execution.status,
    input: execution.inputText,
    events: eventsInCausalOrder(execution.history.events.map(observedEvent)),
    ...observedEnding(execution),
  };
}

function observedEnding({ ending }: Execution): Pick<CloudExecution, "output" | "error" | "cause"> {
  if (ending?.status === "SUCCEEDED") return { output: ending.output.text };
  if (ending?.status !== "FAILED" && ending?.status !== "ABORTED") return {};
  return {
    ...(ending.error !== undefined && { error: ending.error }),
    ...(ending.cause !== undefined && { cause: ending.cause }),
  };
}

function observedEvent({ id, previousEventId, type, details }: HistoryEvent): ObservedHistoryEvent {
  const { name, index } = details ?? {};
  return {
    id,
    previousEventId,
    type,
    ...(typeof name === "string" && { name }),
    ...(typeof index === "number" && { index }),
  };
}

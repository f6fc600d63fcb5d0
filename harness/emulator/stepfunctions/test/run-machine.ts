import { VirtualClock } from "../../../clock/virtual-clock.ts";
import type { Trace } from "../../../network/trace.ts";
import type { HistoryEvent } from "../execution/history.ts";
import type { LambdaAnswer, TaskIntegrations } from "../tasks/task-integrations.ts";
import { createRoomWithClock } from "./room-under-test.ts";

export const EPOCH = Date.UTC(2025, 11, 3, 10);
export const FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:work";
export const ROLE_ARN = "arn:aws:iam::123456789012:role/machine";

export interface FinishedRun {
  readonly events: readonly HistoryEvent[];
  readonly types: readonly string[];
  readonly last: HistoryEvent;
  /** Virtual seconds from the start to the last event. */
  readonly seconds: number;
  readonly trace: Trace;
}

/** Runs one execution on a virtual clock until nothing is left to happen. `during` acts beside it. */
export async function runMachine(
  definition: unknown,
  options: {
    input?: unknown;
    integrations?: (clock: VirtualClock) => Partial<TaskIntegrations>;
    during?: (
      clock: VirtualClock,
      call: ReturnType<typeof createRoomWithClock>["call"],
      executionArn: string,
    ) => Promise<void>;
  } = {},
): Promise<FinishedRun> {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const room = createRoomWithClock(clock, options.integrations?.(clock));
  return clock.drive(async () => {
    const stateMachineArn = room.stepFunctions.createStateMachine({
      name: "machine",
      definition: JSON.stringify(definition),
      roleArn: ROLE_ARN,
    });
    const input = JSON.stringify(options.input ?? {});
    const { body } = await room.call("StartExecution", { stateMachineArn, input });
    const executionArn = String(body.executionArn);
    await options.during?.(clock, room.call, executionArn);
    await clock.settle();
    const events = room.stepFunctions.history(executionArn);
    const last = events.at(-1);
    if (!last) throw new Error("An execution has at least one event.");
    return {
      events,
      types: events.map(({ type }) => type),
      last,
      seconds: (last.at - EPOCH) / 1000,
      trace: room.trace,
    };
  });
}

/** A function that answers each call, after no time, with the next of these; the last one stays. */
export function answering(...answers: (string | Error)[]): () => Promise<LambdaAnswer> {
  return async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) {
      const payload = JSON.stringify({ errorType: answer.name, errorMessage: answer.message });
      return { payload, functionError: "Unhandled", requestId: "request-1" };
    }
    return { payload: answer ?? "null", requestId: "request-1" };
  };
}

/** A failure of the function, with the given error type. */
export function failure(name: string, message = "failed"): Error {
  return Object.assign(new Error(message), { name });
}

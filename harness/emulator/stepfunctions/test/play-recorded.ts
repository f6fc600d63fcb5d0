import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { LambdaAnswer } from "../tasks/task-integrations.ts";
import { asRecorded, difference, type RecordedCase } from "./recorded-case.ts";
import { createRoomWithClock } from "./room-under-test.ts";

export interface PlayedEvent {
  readonly id: number;
  readonly type: string;
  readonly previousEventId: number;
}

/** Runs a recorded case's machine with its input and its functions' answers; gives the whole history. */
export async function play(recorded: RecordedCase): Promise<PlayedEvent[]> {
  const clock = new VirtualClock({ name: recorded.case, epochMs: Date.UTC(2025, 0, 1) });
  const answers = [...recorded.answers];
  const room = createRoomWithClock(clock, {
    async invokeLambda({ functionName }) {
      await clock.sleep(100, "the function");
      return answerWith(answers.shift(), functionName, clock);
    },
  });
  return clock.drive(async () => {
    const stateMachineArn = room.stepFunctions.createStateMachine({
      name: "machine",
      definition: recorded.definition,
      roleArn: "arn:aws:iam::123456789012:role/machine",
    });
    const input = recorded.input === null ? {} : { input: recorded.input };
    const started = await room.call("StartExecution", { stateMachineArn, ...input });
    await clock.settle();
    const { body } = await room.call("GetExecutionHistory", { executionArn: started.body.executionArn });
    return asRecorded(body.events) as PlayedEvent[];
  });
}

async function answerWith(
  answer: RecordedCase["answers"][number] | undefined,
  functionName: string,
  clock: VirtualClock,
): Promise<LambdaAnswer> {
  if (!answer) {
    // A recording without an answer is one of a time-out.
    await clock.sleep(3_600_000, "a function that does not answer in time");
    throw new Error(`${functionName} answered after all.`);
  }
  if ("payload" in answer) {
    const { payload, functionError } = answer;
    return { payload, requestId: "request-1", ...(functionError && { functionError }) };
  }
  const arn = `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`;
  throw new AwsError(answer.refusal.code, `Function not found: ${arn}:$LATEST`, answer.refusal);
}

/** Differences between a recording's first events and a history; none when it is as recorded. */
export function compareHistories(expected: RecordedCase["events"], history: readonly PlayedEvent[]): string[] {
  const found: string[] = [];
  const unordered = history.filter((event) => !expected.some(({ id }) => id === event.id));
  for (const event of expected) {
    if (typeof event.id === "number") {
      const differs = difference(event, history[event.id - 1]);
      if (differs !== undefined) found.push(`event ${event.id} ${differs}`);
      continue;
    }
    // Events of parallel branches were recorded without ids and order.
    const { id: _, previousEventId: __, ...wanted } = event;
    const index = unordered.findIndex(({ id: _, previousEventId: __, ...played }) => !difference(wanted, played));
    if (index < 0) found.push(`no event like ${JSON.stringify(wanted)}`);
    else unordered.splice(index, 1);
  }
  return found;
}

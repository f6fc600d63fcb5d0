import { expect, test } from "vitest";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { asRecorded, difference, type RecordedCase, recordedCases } from "./recorded-case.ts";
import { createRoomWithClock } from "./room-under-test.ts";

/** Recordings that stop being comparable at an event: four iterations time out at once, and AWS lets all of them log it. */
const COMPARED_EVENTS: Readonly<Record<string, number>> = { "map-invoke-timeout": 20 };

for (const { name, recorded } of recordedCases()) {
  test(`history as recorded on AWS: ${name}`, async () => {
    const history = await play(recorded);
    const compared = recorded.events.slice(0, COMPARED_EVENTS[name]);
    const found: string[] = [];
    const unordered = history.filter((event) => !compared.some(({ id }) => id === event.id));
    for (const expected of compared) {
      if (typeof expected.id === "number") {
        const differs = difference(expected, history[expected.id - 1]);
        if (differs !== undefined) found.push(`event ${expected.id} ${differs}`);
        continue;
      }
      // Events of parallel branches were recorded without ids and order.
      const { id: _, previousEventId: __, ...wanted } = expected;
      const index = unordered.findIndex(({ id: _, previousEventId: __, ...event }) => !difference(wanted, event));
      if (index < 0) found.push(`no event like ${JSON.stringify(wanted)}`);
      else unordered.splice(index, 1);
    }
    expect(found).toEqual([]);
    if (COMPARED_EVENTS[name] === undefined) expect(history.at(-1)?.type).toBe(recorded.events.at(-1)?.type);
  });
}

interface PlayedEvent {
  readonly id: number;
  readonly type: string;
  readonly previousEventId: number;
}

async function play(recorded: RecordedCase): Promise<PlayedEvent[]> {
  const clock = new VirtualClock({ name: recorded.case, epochMs: Date.UTC(2025, 0, 1) });
  const answers = [...recorded.answers];
  const room = createRoomWithClock(clock, {
    async invokeLambda({ functionName, payload }) {
      await clock.sleep(100, "the function");
      const answer = answers.shift();
      if (!answer) return lateOrTooLarge(clock, recorded, payload);
      if ("payload" in answer) {
        const { payload: text, functionError } = answer;
        return { payload: text, requestId: "request-1", ...(functionError && { functionError }) };
      }
      const arn = `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`;
      throw new AwsError(answer.refusal.code, `Function not found: ${arn}:$LATEST`, answer.refusal);
    },
  });
  return clock.drive(async () => {
    const stateMachineArn = room.stepFunctions.createStateMachine({
      name: "machine",
      definition: recorded.definition,
      roleArn: "arn:aws:iam::123456789012:role/machine",
    });
    const started = await room.call("StartExecution", {
      stateMachineArn,
      ...(recorded.input !== null && { input: recorded.input }),
    });
    await clock.settle();
    const { body } = await room.call("GetExecutionHistory", { executionArn: started.body.executionArn });
    return asRecorded(body.events) as PlayedEvent[];
  });
}

/** A recording without an answer is one of a time-out. */
async function lateOrTooLarge(clock: VirtualClock, recorded: RecordedCase, payload: string): Promise<never> {
  await clock.sleep(3_600_000, `${recorded.case}: a function that does not answer (${payload.length} characters)`);
  throw new Error("The function answered after all.");
}

import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { createRoomWithClock } from "./room-under-test.ts";
import { EPOCH, ROLE_ARN } from "./run-machine.ts";

export const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
export const EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:machine";

/** A definition that gives the text. */
export const saying = (text: string): string =>
  JSON.stringify({ StartAt: "Say", States: { Say: { Type: "Pass", Result: text, End: true } } });

/** A definition that waits a minute. */
export const WAITING = JSON.stringify({ StartAt: "W", States: { W: { Type: "Wait", Seconds: 60, End: true } } });

/** What an operation answers: its output, or `CODE: message` of its refusal. */
type Ask = (operation: string, input?: Record<string, unknown>) => Promise<Record<string, unknown> | string>;

/** Acts in a fresh room that has the machine `machine`, created with `more` parameters. */
export function inMachineRoom<T>(
  act: (ask: Ask, clock: VirtualClock) => Promise<T>,
  more: Record<string, unknown> = {},
): Promise<T> {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const room = createRoomWithClock(clock);
  const ask: Ask = async (operation, input = {}) => {
    const { status, body } = await room.call(operation, input);
    return status === 200 ? body : `${String(body.__type).split("#")[1]}: ${String(body.message ?? body.Message)}`;
  };
  return clock.drive(async () => {
    await ask("CreateStateMachine", { name: "machine", definition: saying("first"), roleArn: ROLE_ARN, ...more });
    return act(ask, clock);
  });
}

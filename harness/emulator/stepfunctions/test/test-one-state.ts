import { VirtualClock } from "../../../clock/virtual-clock.ts";
import type { TaskIntegrations } from "../tasks/task-integrations.ts";
import { createRoomWithClock } from "./room-under-test.ts";
import { EPOCH } from "./run-machine.ts";

/** What TestState answers in a fresh room, or `CODE: message` of its refusal. */
export async function testState(
  request: Readonly<Record<string, unknown>>,
  integrations: Partial<TaskIntegrations> = {},
): Promise<Record<string, unknown> | string> {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const { call } = createRoomWithClock(clock, integrations);
  const { status, body } = await clock.drive(() => call("TestState", request));
  return status === 200 ? body : `${String(body.__type).split("#")[1]}: ${String(body.message ?? body.Message)}`;
}

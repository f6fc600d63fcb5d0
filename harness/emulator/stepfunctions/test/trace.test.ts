import { expect, test } from "vitest";
import { runMachine } from "./run-machine.ts";

test("states entered and left, and the execution's start and end, are in the trace with their virtual times", async () => {
  const { trace } = await runMachine({
    StartAt: "First",
    States: {
      First: { Type: "Wait", Seconds: 2, Next: "Last" },
      Last: { Type: "Fail", Error: "MediaProcessingFailed" },
    },
  });
  const lines = trace.of("state").map(({ at, type, state, detail }) => [at % 60_000, type, state, detail]);
  expect(lines).toEqual([
    [0, "ExecutionStarted", "", undefined],
    [0, "WaitStateEntered", "First", undefined],
    [2000, "WaitStateExited", "First", undefined],
    [2000, "FailStateEntered", "Last", undefined],
    [2000, "ExecutionFailed", "", "MediaProcessingFailed"],
  ]);
  const [started] = trace.of("state");
  expect(started?.source).toBe("machine");
  expect(started?.execution).toMatch(/^arn:aws:states:us-east-1:123456789012:execution:machine:[0-9a-f-]{36}$/);
});

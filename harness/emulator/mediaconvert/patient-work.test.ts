import { expect, test } from "vitest";
import { machineTime, waitOnMachine } from "../../clock/machine-time.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { runPatiently } from "./patient-work.ts";

const newClock = () => new VirtualClock({ name: "patience", epochMs: 0 });

test("work that takes many pieces is delivered once, at its modelled time, and done once", async () => {
  const clock = newClock();
  let begun = 0;
  const value = await clock.drive(() =>
    runPatiently(
      clock,
      "slow",
      5000,
      async () => {
        begun++;
        await waitOnMachine(60);
        return "done";
      },
      10,
    ),
  );
  expect([value, begun, clock.now()]).toEqual(["done", 1, 5000]);
});

test("work that fails after the first piece fails the call", async () => {
  const clock = newClock();
  const failing = async () => {
    await new Promise((resolve) => machineTime.setTimeout(resolve, 30));
    throw new Error("broken");
  };
  await expect(clock.drive(() => runPatiently(clock, "failing", 5000, failing, 10))).rejects.toThrow("broken");
});

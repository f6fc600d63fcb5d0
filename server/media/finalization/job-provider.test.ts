import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { Logger } from "../../logging/logger.ts";
import { jobWith } from "../callback/test/examples.ts";
import { isFinalization, refuseOtherProvider } from "./job-provider.ts";

const log = new Logger(() => undefined);
const finalization = jobWith({ provider: "STEP_FUNCTIONS_FINALIZATION" });

test("D7: a callback of the other machine is refused, one without provider is not", () => {
  const current = new System("current");
  const fixed = new System("fixed");
  expect(() => refuseOtherProvider(fixed, log, finalization, "STEP_FUNCTIONS")).toThrow(
    "callback provider does not match the job",
  );
  expect(() => refuseOtherProvider(fixed, log, finalization, "STEP_FUNCTIONS_FINALIZATION")).not.toThrow();
  expect(() => refuseOtherProvider(fixed, log, finalization, "")).not.toThrow();
  expect(() => refuseOtherProvider(current, log, finalization, "STEP_FUNCTIONS")).not.toThrow();
});

test("a finalization is known by its provider, or by the name of its execution", () => {
  const execution = "arn:aws:states:us-east-1:1:execution:machine:finalization-28-21";
  expect(isFinalization(finalization)).toBe(true);
  expect(isFinalization(jobWith({ externalId: execution }))).toBe(true);
  expect(isFinalization(jobWith({ externalId: execution.replace("finalization", "process") }))).toBe(false);
  expect(isFinalization(jobWith())).toBe(false);
});

import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { ConfigurationError } from "../../configuration.ts";
import { checkFinalizationArn, wrongMachine } from "./finalization-machine.ts";

const FINALIZATION = "arn:aws:states:us-east-1:1:stateMachine:listing-media-finalization-sm-staging";
const PROCESSING = "arn:aws:states:us-east-1:1:stateMachine:listing-media-processing-sm-staging";
const fixed = new System("fixed");
const current = new System("current");

test("an ARN of another machine is refused in one sentence that names both", () => {
  expect(() => checkFinalizationArn(fixed, FINALIZATION)).not.toThrow();
  expect(() => checkFinalizationArn(fixed, PROCESSING)).toThrow(ConfigurationError);
  expect(() => checkFinalizationArn(fixed, PROCESSING)).toThrow(
    'names the state machine "listing-media-processing-sm-staging", but finalization must run on "listing-media-finalization-sm-staging".',
  );
  expect(() => checkFinalizationArn(fixed, "nonsense")).toThrow('names the state machine "nonsense"');
});

test("D1: nothing is checked", () => {
  expect(() => checkFinalizationArn(current, PROCESSING)).not.toThrow();
  expect(wrongMachine(current, `${PROCESSING}:x`)).toBeUndefined();
});

test("the machine of a started execution is checked, too", () => {
  const execution = (machine: string) => `${machine.replace("stateMachine", "execution")}:finalization-28-21`;
  expect(wrongMachine(fixed, execution(FINALIZATION))).toBeUndefined();
  expect(wrongMachine(fixed, execution(PROCESSING))).toContain('runs on "listing-media-processing-sm-staging"');
});

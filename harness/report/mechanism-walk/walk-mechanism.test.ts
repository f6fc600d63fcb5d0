import { expect, test } from "vitest";
import { MECHANISMS } from "../../comparison/defects/mechanisms.ts";
import { palette } from "../../support/palette.ts";
import { call, failed, keptScenario, recordedEvents } from "../test/kept-run.ts";
import { tallyOf, walkLines } from "./walk-lines.ts";
import { walkMechanism } from "./walk-mechanism.ts";

const EVENTS = recordedEvents([call("server", "s3", "PutObject"), call("server", "sqs", "SendMessage")]);

test("a run that stays green is not near and not far, it noticed nothing", () => {
  const walk = walkMechanism(keptScenario("callbacks/unknown-keys", EVENTS), MECHANISMS.D6);
  expect(walk).toEqual({ red: false, clicks: undefined, terminal: "elsewhere", told: "nothing diverged" });
  const walks = new Map([["D6", walk] as const]);
  expect(walkLines(walks, palette(false))[0]).toBe("✗ D6  not noticed by callbacks/unknown-keys");
  expect(tallyOf(walks)).toMatchObject({ all: 1, withinTwoClicks: 0 });
});

test("a red run without a divergence has noticed something", () => {
  const kept = keptScenario("callbacks/unknown-keys", EVENTS, { result: failed("expected 1 to be 2") });
  expect(walkMechanism(kept, MECHANISMS.D6)).toMatchObject({ red: true, clicks: undefined });
});

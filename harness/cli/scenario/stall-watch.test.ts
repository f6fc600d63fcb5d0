import { expect, test } from "vitest";
import type { RunOptions } from "../../scenario/run-options.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import { longestScenarioMs } from "./scenario-run.ts";
import { EndlessScenario, endlessAmong, stallLimitMs } from "./stall-watch.ts";

const MINUTE_MS = 60_000;
const FOREIGN: ForeignSystem = {
  name: "mine",
  configPath: "/harness.config.ts",
  revision: "current",
  clock: "real",
  baselinePath: "/mine.baseline.json",
  lambdas: {},
  stateMachines: {},
  database: { name: "toq", schema: [], seeds: [], watch: [] },
  services: [],
};
const REFERENCE = { revision: "current", defects: [] } as const;

/** What is said of a run whose scenarios have been silent for so long. */
function after(silentMinutes: number, runOptions: Partial<RunOptions>): EndlessScenario | undefined {
  const limitMs = stallLimitMs(longestScenarioMs({ runOptions: { defects: [], repeat: 1, ...runOptions } }));
  return endlessAmong({ lastEventAt: 5, running: ["listing-28/fixed"] }, limitMs, 5 + silentMinutes * MINUTE_MS);
}

test.each([
  ["a system of the user's own", { foreign: FOREIGN }, 15],
  ["one that is told again on the replica", { foreign: FOREIGN, reference: REFERENCE }, 30],
  ["one that runs three times", { foreign: FOREIGN, repeat: 3 }, 45],
  ["LocalStack", { backend: "localstack" }, 15],
] satisfies [string, Partial<RunOptions>, number][])(
  "on the real clock a story may be slow: %s",
  (_what, runOptions, minutes) => {
    // So long Vitest lets it run; then it ends the story itself, and the run goes on.
    expect(longestScenarioMs({ runOptions: { defects: [], repeat: 1, ...runOptions } })).toBe(minutes * MINUTE_MS);
    expect(after(minutes, runOptions)).toBeUndefined();
    expect(after(minutes + 1, runOptions)).toBeInstanceOf(EndlessScenario);
  },
);

test("in virtual time, which does not wait, minutes of silence are a loop; processes have more of them", () => {
  expect(after(2, {})).toBeUndefined();
  expect(after(3, {})?.message).toBe("listing-28/fixed loops without end: nothing was reported for 150 s.");
  const foreign = { ...FOREIGN, clock: "virtual" } as const;
  expect(after(8, { foreign })).toBeUndefined();
  expect(after(9, { foreign })?.message).toBe("listing-28/fixed loops without end: nothing was reported for 510 s.");
});

test("before a run, and between two of a watching command, nobody is silent", () => {
  expect(endlessAmong({ lastEventAt: undefined, running: [] }, 1_000, 1e9)).toBeUndefined();
});

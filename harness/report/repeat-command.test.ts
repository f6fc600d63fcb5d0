import { expect, test } from "vitest";
import { repeatCommand } from "./repeat-command.ts";
import { FAILED, NOT_LOADED, OWN_SYSTEM } from "./sample-outcomes.ts";

const NOTHING = { defects: [], repeat: 1 } as const;

test("the scenario with its seed, and all that the run was asked for", () => {
  expect(repeatCommand(FAILED, NOTHING, true)).toBe("npm run scenario -- listing-28/incident --seed 7");
  const runOptions = { revision: "fixed", defects: ["D6", "D7"], photosDirectory: "/my photos", repeat: 2 } as const;
  expect(repeatCommand(FAILED, runOptions, true)).toBe(
    "npm run scenario -- listing-28/incident --seed 7 --system fixed --defect D6,D7 --photos '/my photos' --repeat 2",
  );
});

test("a system of the user's own, with the configuration that was named", () => {
  const runOptions = { ...NOTHING, foreign: OWN_SYSTEM, configPath: "/my repo/harness.config.ts" };
  expect(repeatCommand(FAILED, runOptions, true)).toBe(
    "npm run scenario -- listing-28/incident --seed 7 --config '/my repo/harness.config.ts' --system mine",
  );
});

test("without a result the seed is the one that was asked for, if any", () => {
  expect(repeatCommand(NOT_LOADED, NOTHING, true)).toBe("npm run scenario -- listing-28/broken");
  expect(repeatCommand(NOT_LOADED, { ...NOTHING, seed: 5 }, true)).toBe(
    "npm run scenario -- listing-28/broken --seed 5",
  );
});

test("among several scenarios of one file the title picks one, quoted for pattern and shell", () => {
  expect(repeatCommand({ ...FAILED, title: "it's (nearly) 100%" }, NOTHING, false)).toBe(
    `npm run scenario -- listing-28/incident -t '^it'\\''s \\(nearly\\) 100%$' --seed 7`,
  );
});

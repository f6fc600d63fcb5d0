import { expect, test } from "vitest";
import { SCENARIO_OPTIONS } from "../scenario/scenario-options.ts";
import { explainSwallowedFlags } from "./swallowed-flags.ts";

/** What npm 11 was seen to set and hand on for each command line. */
const explain = (argv: string[], environment: Record<string, string>) =>
  explainSwallowedFlags("scenario", SCENARIO_OPTIONS, argv, { npm_lifecycle_event: "scenario", ...environment });

test.each([
  ["--seed 5", ["5"], { npm_config_seed: "true" }, "npm run scenario -- --seed 5"],
  ["--seed=5", [], { npm_config_seed: "5" }, "npm run scenario -- --seed 5"],
  ["listing-28 --watch", ["listing-28"], { npm_config_watch: "true" }, "npm run scenario -- listing-28 --watch"],
  ["--only-changed a", ["a"], { npm_config_only_changed: "true" }, "npm run scenario -- a --only-changed"],
  ["--only-changed=main", [], { npm_config_only_changed: "main" }, "npm run scenario -- --only-changed=main"],
  ["--system fixed a", ["fixed", "a"], { npm_config_system: "true" }, "npm run scenario -- a --system fixed"],
  [
    "--defect D6 --defect D7",
    ["D6", "D7"],
    { npm_config_defect: "true\n\ntrue" },
    "npm run scenario -- --defect D6 --defect D7",
  ],
  ["-t foo", ["foo"], { npm_config_t: "true" }, "npm run scenario -- -t foo"],
  ["--title='the zip'", [], { npm_config_title: "the zip" }, "npm run scenario -- --title 'the zip'"],
  ["--json-report a", ["a"], { npm_config_json_report: "true" }, "npm run scenario -- --json-report a"],
])("npm run scenario %s", (_typed, argv, environment, command) => {
  const sentence = explain(argv, environment);
  expect(sentence).toMatch(/^npm kept -\S+ for itself: flags of "scenario" go behind a "--"\. Type: /);
  expect(sentence?.split("Type: ")[1]).toBe(command);
});

test("when it is not clear which argument was the value, its place is shown", () => {
  expect(explain(["listing-28", "zip"], { npm_config_t: "true" })).toContain(
    "npm run scenario -- listing-28 zip -t PATTERN",
  );
});

test("nothing is noticed when npm kept nothing, in another script, or for npm's own flags", () => {
  expect(explain(["--seed", "5"], { npm_config_loglevel: "warn" })).toBeUndefined();
  expect(explain([], { npm_config_watch: "" })).toBeUndefined();
  expect(explain([], { npm_config_seed: "5", npm_lifecycle_event: "test" })).toBeUndefined();
  expect(explain([], { npm_config_version: "true", npm_config_verbose: "true" })).toBeUndefined();
});

import { expect, test } from "vitest";
import type { ForeignSystem } from "../world/foreign/foreign-system.ts";
import { systemOf } from "./run-story.ts";
import type { Scenario } from "./story.ts";

const MINE: ForeignSystem = {
  name: "mine",
  configPath: "/repo/harness.config.ts",
  revision: "incident",
  clock: "real",
  baselinePath: "/repo/mine.baseline.json",
  lambdas: {},
  stateMachines: {},
  database: { name: "toq", schema: [], seeds: [], watch: [] },
  services: [],
};
const scenario: Scenario = {
  id: "a/b",
  title: "a story",
  options: { revision: "current", defects: { removed: ["D6"] } },
  story: async () => {},
};

test("a system of the user's own has its revision with every defect of it, whatever the story chose", () => {
  const system = systemOf(scenario, { foreign: MINE, defects: [], repeat: 1 });
  expect(system.revision).toBe("incident");
  expect(system.has("D6")).toBe(true);
  expect(systemOf(scenario, { defects: [], repeat: 1 }).has("D6")).toBe(false);
});

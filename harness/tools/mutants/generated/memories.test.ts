import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Digests } from "./digests.ts";
import { ReachMemory } from "./reach-memory.ts";
import { smallProject } from "./test/small-project.ts";
import { mutantIn } from "./test/verdicts.ts";
import { VerdictMemory } from "./verdict-memory.ts";

const MUTANT = mutantIn("server/a.ts");
const REACHED = { byScenarios: true, byUnitTests: false };
const TESTS = ["scenarios/one.scenario.ts", "scenarios/two.scenario.ts"];
const OUTCOME = { file: "scenarios/one.scenario.ts", state: "green" as const, durationMs: 5, reached: { "3": 2 } };

function project(): { root: string; path: string } {
  const root = smallProject({
    "package-lock.json": "{}",
    "harness/world/world.ts": "1",
    "harness/cli/scenario/main.ts": "1",
    "server/a.ts": "1",
    "server/b.ts": "1",
    "scenarios/one.scenario.ts": "1",
    "scenarios/two.scenario.ts": "1",
  });
  return { root, path: join(root, "kept/memory.json") };
}

function verdictAfter(caught: "by scenario" | "no", changed: string | undefined) {
  const { root, path } = project();
  const before = new VerdictMemory(path, new Digests(root));
  const by = caught === "no" ? {} : { by: "scenarios/one.scenario.ts" };
  before.remember({ mutant: MUTANT, caught, ...by, reached: REACHED }, TESTS);
  before.write();
  if (changed !== undefined) writeFileSync(join(root, changed), "2");
  return new VerdictMemory(path, new Digests(root)).recall(MUTANT, TESTS);
}

test.each([
  ["nothing", undefined, true, true],
  ["the mutated file", "server/a.ts", false, false],
  ["the story that caught it", "scenarios/one.scenario.ts", false, false],
  ["another story that passes it", "scenarios/two.scenario.ts", true, false],
  ["another file of the system", "server/b.ts", true, true],
  ["the harness", "harness/world/world.ts", false, false],
  ["a command", "harness/cli/scenario/main.ts", true, true],
  ["the packages", "package-lock.json", false, false],
])(
  "after a change of %s (%s) the verdict on a caught mutant stands: %s, on a survivor: %s",
  (_, changed, caught, survived) => {
    expect(verdictAfter("by scenario", changed)?.caught).toBe(caught ? "by scenario" : undefined);
    expect(verdictAfter("no", changed)?.caught).toBe(survived ? "no" : undefined);
  },
);

test("a survivor that a new story passes is judged again", () => {
  const { root, path } = project();
  const memory = new VerdictMemory(path, new Digests(root));
  memory.remember({ mutant: MUTANT, caught: "no", reached: REACHED }, TESTS.slice(0, 1));
  memory.write();
  expect(new VerdictMemory(path, new Digests(root)).recall(MUTANT, TESTS)).toBeUndefined();
});

test("what could not be judged is not kept, and a memory that was cut short counts as empty", () => {
  const { root, path } = project();
  const memory = new VerdictMemory(path, new Digests(root));
  memory.remember({ mutant: MUTANT, caught: "not judged", reached: REACHED }, TESTS);
  memory.write();
  expect(new VerdictMemory(path, new Digests(root)).recall(MUTANT, TESTS)).toBeUndefined();
  writeFileSync(path, '{"version":1,');
  expect(new VerdictMemory(path, new Digests(root)).recall(MUTANT, TESTS)).toBeUndefined();
});

test.each([
  ["nothing", undefined, true],
  ["the test file", "scenarios/one.scenario.ts", false],
  ["another test file", "scenarios/two.scenario.ts", true],
  ["any file of the system", "server/b.ts", false],
  ["the harness", "harness/world/world.ts", false],
])("after a change of %s (%s) what a test file reaches is still known: %s", (_, changed, known) => {
  const { root, path } = project();
  const before = new ReachMemory(path, new Digests(root));
  before.remember(OUTCOME);
  before.write();
  if (changed !== undefined) writeFileSync(join(root, changed), "2");
  expect(new ReachMemory(path, new Digests(root)).recall(OUTCOME.file)).toEqual(known ? OUTCOME : undefined);
});

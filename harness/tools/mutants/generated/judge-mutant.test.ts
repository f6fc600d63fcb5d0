import { expect, test } from "vitest";
import { judgeMutant } from "./judge-mutant.ts";
import { Reach } from "./reach.ts";
import type { FileOutcome, SessionJob } from "./session/messages.ts";
import type { JobOutcome } from "./session/session-process.ts";
import { mutantIn } from "./test/verdicts.ts";

const MUTANT = mutantIn("server/a.ts");
const reach = (...files: string[]) =>
  new Reach(
    files.map((file): FileOutcome => ({ file, state: "green", durationMs: 100, reached: { "9": 5 } })),
    [{ ...MUTANT, id: "9" }],
  );
const green: JobOutcome = { kind: "ran", files: [] };
const red = (file: string): JobOutcome => ({
  kind: "ran",
  files: [
    { file: "before", state: "green", durationMs: 1 },
    { file, state: "red", durationMs: 1, why: "expected 1" },
  ],
});
const gone: JobOutcome = { kind: "gone", why: "SIGABRT" };
const broken: JobOutcome = { kind: "broken", why: "Vitest failed" };

async function judge(outcomes: readonly JobOutcome[], scenarios = reach("story"), unitTests = reach("unit")) {
  const jobs: SessionJob[] = [];
  const waiting = [...outcomes];
  const verdict = await judgeMutant(MUTANT, { scenarios, unitTests }, (job) => {
    jobs.push(job);
    const outcome = waiting.shift();
    return outcome ? Promise.resolve(outcome) : Promise.reject(new Error("one job too many"));
  });
  return { verdict, asked: jobs.map(({ files }) => files.join()), jobs };
}

test.each([
  ["a story turns red: no unit test is asked", [red("story")], { caught: "by scenario", by: "story" }, ["story"]],
  ["only a unit test turns red", [green, red("unit")], { caught: "by unit test", by: "unit" }, ["story", "unit"]],
  ["nothing turns red", [green, green], { caught: "no" }, ["story", "unit"]],
  [
    "endless",
    [{ kind: "endless" }] satisfies JobOutcome[],
    { caught: "by scenario", why: "does not come to an end" },
    ["story"],
  ],
  [
    "the process ends twice",
    [gone, gone],
    { caught: "by scenario", why: "the process ends: SIGABRT" },
    ["story", "story"],
  ],
  ["the process ends once, and all is well", [gone, green, green], { caught: "no" }, ["story", "story", "unit"]],
  ["Vitest fails twice", [broken, broken], { caught: "not judged", why: "Vitest failed" }, ["story", "story"]],
] as const)("%s", async (_name, outcomes, verdict, files) => {
  const judged = await judge(outcomes);
  expect(judged.verdict).toMatchObject(verdict);
  expect(judged.asked).toEqual(files);
});

test("what nobody reaches has survived without a run", async () => {
  const { verdict, asked } = await judge([], reach(), reach());
  expect(verdict).toMatchObject({ caught: "no", reached: { byScenarios: false, byUnitTests: false } });
  expect(asked).toEqual([]);
});

test("the place may be passed a hundred times as often as without the mutant", async () => {
  const { jobs } = await judge([red("b")], reach("a", "b", "c"));
  expect(jobs[0]?.mutant).toEqual({ id: "1", hitLimit: 1_500 });
});

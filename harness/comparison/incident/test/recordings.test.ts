import { expect, inject, test } from "vitest";
import type { RevisionName } from "../../../../system/revisions.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { type Forms, writtenDown } from "../planting/written-down.ts";
import { readLines } from "../reading/read-lines.ts";
import { departuresOf } from "../search/departures.ts";
import { tryWorld } from "../search/try-world.ts";
import { recordedReport } from "./recorded-report.ts";

const LONGEST_MS = 300_000;
const memoise = newMemoiser();
/** Each recording is written down as one of those who are hard to read would. */
const FORMS: Forms = {
  rows: "mysql table",
  lines: "slog text",
  answers: "curl -v",
  executions: "yaml",
  language: "German",
  before: "> ",
  lineEnd: "\n",
};

const pasted = (flow: string): readonly string[] => writtenDown(recordedReport(flow), FORMS).split("\n");

const CAUSES: readonly (readonly [flow: string, revision: RevisionName, departures: readonly string[]])[] = [
  ["ir-incident", "incident", ["wrong-arn"]],
  ["ir-correct", "incident", ["-D2", "-D3"]],
  ["cur-partial", "current", ["truncated PHOTO_HORIZONTAL 2"]],
  ["cur-correct", "current", []],
  ["cur-reject-retry", "current", []],
];

test.each(CAUSES)(
  "the real system's %s is the world of its cause",
  { timeout: LONGEST_MS },
  async (flow, revision, ids) => {
    const { facts, problems } = readLines({ file: flow, text: pasted(flow) });
    expect(problems).toEqual([]);
    const { plan } = inferPlan(facts);
    const departures = departuresOf(plan, revision).filter(({ id }) => ids.includes(id));
    const candidate = { revision, departures, number: 0 };
    const { comparison } = await tryWorld(plan, facts, candidate, { engine: inject("engine"), memoise });
    expect(comparison.different).toEqual([]);
    expect(comparison.same).toBeGreaterThan(100);
  },
);

test("the incident's recording refutes the same revision with its machine deployed", {
  timeout: LONGEST_MS,
}, async () => {
  const { facts } = readLines({ file: "r", text: pasted("ir-incident") });
  const { plan } = inferPlan(facts);
  const departures = departuresOf(plan, "incident").filter(({ id }) => id === "-D2" || id === "-D3");
  const candidate = { revision: "incident" as const, departures, number: 0 };
  const { comparison } = await tryWorld(plan, facts, candidate, { engine: inject("engine"), memoise });
  expect(comparison.different.length).toBeGreaterThan(0);
});

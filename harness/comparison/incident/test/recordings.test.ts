import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import type { RevisionName } from "../../../../system/revisions.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { readLines } from "../reading/read-lines.ts";
import { departuresOf } from "../search/departures.ts";
import { tryWorld } from "../search/try-world.ts";

const FLOWS = join(import.meta.dirname, "../../golden/fixtures");
const LONGEST_MS = 300_000;
const memoise = newMemoiser();

interface Step {
  readonly db?: Readonly<Record<string, unknown>>;
  readonly serverLogs?: readonly unknown[];
  readonly execution?: { readonly executionArn: string; readonly status: string };
}

/** A recorded flow as somebody would paste it: the last rows, all log lines of the server, the executions. */
function pasted(flow: string): readonly string[] {
  const files = readdirSync(join(FLOWS, flow)).toSorted();
  const steps = files.map((file) => JSON.parse(readFileSync(join(FLOWS, flow, file), "utf8")) as Step);
  const rows = Object.entries(steps.findLast(({ db }) => db)?.db ?? {}).filter(([, list]) => Array.isArray(list));
  return [
    ...rows.map(([table, list]) => JSON.stringify({ [table]: list })),
    ...steps.flatMap(({ serverLogs = [], execution }) => [
      ...serverLogs.map((line) => JSON.stringify(line)),
      ...(execution ? [JSON.stringify({ executionArn: execution.executionArn, status: execution.status })] : []),
    ]),
  ];
}

const CAUSES: readonly (readonly [flow: string, revision: RevisionName, departures: readonly string[]])[] = [
  ["ir-incident", "incident", ["wrong-arn"]],
  ["ir-correct", "incident", ["-D2", "-D3"]],
  ["cur-partial", "current", ["truncated PHOTO_HORIZONTAL 2"]],
  ["cur-correct", "current", []],
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

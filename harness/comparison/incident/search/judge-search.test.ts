import { expect, inject, test } from "vitest";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { departuresOf } from "./departures.ts";
import { judgeSearch } from "./judge-search.ts";
import { tryWorld } from "./try-world.ts";
import { nameOf, type WorldResult } from "./world-result.ts";

const LONGEST_MS = 300_000;
const memoise = newMemoiser();
const place = { file: "r", line: 1 };

const job = (columns: Record<string, string | number | null>): Fact => ({
  kind: "row",
  place,
  table: "media_processing_jobs",
  columns: { id: 20, listing_identity_id: 28, ...columns },
});

/** Tries the revision as it is, and with each of the departures alone. */
async function judged(facts: readonly Fact[], revision: "current" | "fixed", ids: readonly string[]) {
  const { plan } = inferPlan(facts);
  const all = departuresOf(plan, revision);
  const results: WorldResult[] = [];
  for (const id of [undefined, ...ids]) {
    const departures = all.filter((one) => one.id === id);
    const candidate = { revision, departures, number: results.length };
    results.push(await tryWorld(plan, facts, candidate, { engine: inject("engine"), memoise }));
  }
  return { judgement: judgeSearch({ results, played: results.length, neverAsked: [], depth: 1 }), results };
}

const names = ({ judgement }: Awaited<ReturnType<typeof judged>>): readonly string[] =>
  [...(judgement.explainedBy ? [judgement.explainedBy] : []), ...judgement.alsoPossible].flatMap(({ first, alike }) =>
    [first, ...alike].map(nameOf),
  );

test.each([
  ["a job that waits for ever", [job({ status: "PENDING" })], ["start-denied at process", "callback-lost at process"]],
  [
    "a job that waits, and its start",
    [job({ status: "PENDING", started_at: null })],
    ["validate dies at process", "callback-lost at process"],
  ],
  [
    "a job that waits, of a request that was accepted",
    [
      job({ status: "PENDING", completed_at: null }),
      {
        kind: "claim",
        place,
        claim: "succeeded",
        method: "POST",
        path: "/api/v2/listings/media/uploads/process",
        words: "",
      } as const,
    ],
    ["callback dies at process", "start-denied at process"],
  ],
])(
  "both causes of %s are named, and what it asks to look up tells them apart",
  { timeout: LONGEST_MS },
  async (_, facts, ids) => {
    const found = await judged(facts, "current", ids);
    expect(names(found).toSorted()).toEqual(ids.map((id) => `current + ${id}`).toSorted());
    const [other] = found.judgement.alsoPossible;
    expect(other?.apart.length).toBeGreaterThan(0);
    // The execution is looked up: it is there, and has ended.
    const execution = found.results.flatMap(({ seen }) => seen?.executions ?? [])[0];
    const { arn = "", status = "" } = execution ?? {};
    const more = await judged([...facts, { kind: "execution", place, arn, status }], "current", ids);
    expect(names(more)).toHaveLength(1);
  },
);

test("a departure of which nobody sees anything is folded into the simpler world", {
  timeout: LONGEST_MS,
}, async () => {
  const found = await judged([job({ status: "SUCCEEDED" })], "current", ["-D36", "no-secret"]);
  expect(names(found)[0]).toBe("current");
  expect(names(found)).not.toContain("current + -D36");
});

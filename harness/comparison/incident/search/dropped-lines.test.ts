import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { drawLines, lossOf, type Told } from "../planting/dropped-line.ts";
import { readLines } from "../reading/read-lines.ts";
import { departuresOf } from "./departures.ts";
import { judgeSearch } from "./judge-search.ts";
import { tryWorld } from "./try-world.ts";
import { nameOf, type WorldResult } from "./world-result.ts";

const LONGEST_MS = 300_000;
const memoise = newMemoiser();
const LINES = readFileSync(join(import.meta.dirname, "../fixtures/listing-31.txt"), "utf8").split("\n");
/** The cause, and one that is like it in some lines. */
const IDS = ["truncated PHOTO_HORIZONTAL 2", "truncated PHOTO_VERTICAL 1"];

/** What a search of the revision as it is and of these departures says. */
async function told(text: readonly string[]): Promise<Told> {
  const { facts } = readLines({ file: "r", text });
  const { plan, inferred } = inferPlan(facts);
  const chosen = departuresOf(plan, "current").filter(({ id }) => IDS.includes(id));
  const results: WorldResult[] = [];
  for (const departures of [[], ...chosen.map((departure) => [departure])]) {
    const candidate = { revision: "current" as const, departures, number: results.length };
    results.push(await tryWorld(plan, facts, candidate, { engine: inject("engine"), memoise }));
  }
  return { judgement: judgeSearch({ results, played: results.length, neverAsked: [], depth: 1 }), inferred };
}

let whole: Told;
beforeAll(async () => {
  whole = await told(LINES);
}, LONGEST_MS);

test("five lines of listing 31 are lost, one at a time: the search says the same, or what it lacks", {
  timeout: LONGEST_MS,
}, async () => {
  expect(whole.judgement.explainedBy && nameOf(whole.judgement.explainedBy.first)).toBe(`current + ${IDS[0]}`);
  const drawn = drawLines(LINES, 5, new RandomStreams(31).stream("incident/dropped"));
  expect(drawn).toHaveLength(5);
  const losses = new Map<number, string>();
  for (const index of drawn) losses.set(index + 1, lossOf(whole, await told(LINES.toSpliced(index, 1))));
  expect([...losses].filter(([, loss]) => loss === "silent")).toEqual([]);
});

test("another cause without a word is a silent loss", () => {
  const { explainedBy } = whole.judgement;
  if (!explainedBy) throw new Error("nothing explains it");
  const other = { ...explainedBy, first: { ...explainedBy.first, departures: [] } };
  const judgement = { ...whole.judgement, explainedBy: other };
  expect(lossOf(whole, { ...whole, judgement })).toBe("silent");
  const key = (reason: string) => [{ what: "file a.jpg", value: "PHOTO_HORIZONTAL 1", reason }];
  const [small, large] = [key("the key 1/processed/small/a.jpg"), key("the key 1/processed/large/a.jpg")];
  expect(lossOf({ ...whole, inferred: small }, { judgement, inferred: large })).toBe("silent");
  expect(lossOf({ ...whole, inferred: small }, { judgement, inferred: [] })).toBe("told");
  const further = { ...whole.judgement, alsoPossible: [{ ...other, apart: [] }] };
  expect(lossOf(whole, { ...whole, judgement: further })).toBe("told");
  expect(lossOf(whole, whole)).toBe("same");
});

import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, inject, test } from "vitest";
import { factsOf } from "../../../scenario/facts/fact.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { investigate } from "../investigate.ts";
import { causeText } from "../page/cause-text.ts";
import { readInputs } from "../reading/read-inputs.ts";
import { searchCauses } from "../search/search-causes.ts";
import { SearchWorkers } from "../search/search-workers.ts";
import { nameOf } from "../search/world-result.ts";

const REPORT = join(import.meta.dirname, "../fixtures/listing-28.txt");
const LONGEST_MS = 300_000;

const read = () => readInputs([REPORT], Readable.from([]));

test("every line of the report is read, and nothing contradicts", async () => {
  const { facts, problems, contradictions } = await read();
  expect({ problems, contradictions }).toEqual({ problems: [], contradictions: [] });
  expect(Map.groupBy(facts, ({ kind }) => kind).get("log")).toHaveLength(9);
  expect(factsOf(facts, "row").map(({ columns }) => columns.id)).toEqual([20, 21]);
  expect(factsOf(facts, "claim").map(({ claim }) => claim)).toEqual(["succeeded", "no-zip"]);
});

test("the cause is the wrong ARN, and five defects kept it silent", { timeout: LONGEST_MS }, async () => {
  const { facts } = await read();
  const investigation = await investigate(facts, { engine: inject("engine"), parallel: 2, worlds: 12 });
  const { judgement, chain, silence } = investigation;
  expect(judgement.explainedBy && nameOf(judgement.explainedBy.first)).toBe("incident + wrong-arn");
  expect(judgement.explainedBy?.alike).toEqual([]);
  expect(judgement.alsoPossible).toEqual([]);
  expect(silence).toMatchObject({ sets: [["D1", "D5", "D6", "D7", "D9"]] });
  const words = chain.map(({ words: text, shownAt }) => `${text}${shownAt ? ` ← ${shownAt.line}` : ""}`);
  expect(words).toContain("server starts an execution of listing-media-processing-sm-staging: ok ← 8");
  expect(words).toContain("server logs WARN service.media.callback.assets_failed ← 20");
  const page = causeText(investigation);
  expect(page).toMatch(/^Explained by\n {2}the revision “incident”, where the configured finalization ARN is/m);
  expect(page).toContain("the budget was used up");
});

test("so many worlds are the same, however many threads try them", { timeout: LONGEST_MS }, async () => {
  const { facts } = await read();
  const { plan } = inferPlan(facts);
  const engine = inject("engine");
  const found: unknown[] = [];
  for (const parallel of [1, 3]) {
    const workers = new SearchWorkers(parallel, engine);
    await workers.begin({ plan, facts });
    const { results } = await searchCauses(plan, (one) => workers.tryWorld(one), { parallel, worlds: 6 });
    await workers.close();
    found.push(results.map((one) => [nameOf(one), one.fingerprint, one.comparison.same, one.comparison.different]));
  }
  expect(found[0]).toHaveLength(6);
  expect(found[0]).toEqual(found[1]);
});

test("what no world shows is not explained, and the page says what is nearest", { timeout: LONGEST_MS }, async () => {
  const { facts } = await read();
  const odd = facts.map((fact) =>
    fact.kind === "row" && fact.columns.id === 21
      ? { ...fact, columns: { ...fact.columns, last_error: "the moon was full" } }
      : fact,
  );
  const investigation = await investigate(odd, { engine: inject("engine"), parallel: 2, worlds: 8 });
  expect(investigation.judgement.explainedBy).toBeUndefined();
  const page = causeText(investigation);
  expect(page).toContain("NOT EXPLAINED");
  expect(page).toContain("The nearest is incident + wrong-arn, with 1 difference.");
  expect(page).toMatch(/listing-28\.txt:8 {2}media_processing_jobs 21: last_error: null in that world/);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, inject, onTestFinished, test } from "vitest";
import { inferPlan } from "../../comparison/incident/inference/infer-plan.ts";
import { asDelivered } from "../../comparison/incident/playing/circumstances.ts";
import { playPlan } from "../../comparison/incident/playing/play-plan.ts";
import { readInputs } from "../../comparison/incident/reading/read-inputs.ts";
import { causalChain } from "../../comparison/incident/search/causal-chain.ts";
import { readIncidentFile } from "../../report/kept-runs/incident-file.ts";
import { findRun, readKeptRun } from "../../report/kept-runs/read-run.ts";
import { evidenceRows } from "../../report/page/evidence-rows.ts";
import { newMemoiser } from "../../scenario/memoise.ts";
import { KeptCause } from "./keep-cause.ts";

const FIXTURE = join(import.meta.dirname, "../../comparison/incident/fixtures/listing-31.txt");

test("a world is kept as a run, each field of the evidence beside what it shows", { timeout: 300_000 }, async () => {
  const root = mkdtempSync(join(tmpdir(), "keep-cause-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const { facts } = await readInputs([FIXTURE], Readable.from([]));
  const { plan } = inferPlan(facts);
  // Nothing is wrong with any file here, so this world differs from the evidence in some fields.
  const cause = { revision: "current", departures: [] } as const;
  const kept = new KeptCause({ root, parameters: [FIXTURE], savedAs: undefined, facts, engine: "an engine" });
  expect(kept.end("no cause yet", "a page")).toBeUndefined();
  await playPlan(plan, asDelivered("current"), {
    engine: inject("engine"),
    memoise: newMemoiser(),
    inspect: (world) => kept.keep(world, causalChain(world, facts), cause),
  });
  expect(kept.end("some cause", "a page")).toMatch(/npm run report -- \d{8}-/);

  const run = readKeptRun(root, findRun(root, undefined));
  expect(run).toMatchObject({ state: "ended", scenarios: [{ key: "incidents/unnamed", notices: [] }] });
  const rows = evidenceRows(run.scenarios[0]?.result?.evidence ?? { same: 0, different: [], notComparable: [] });
  expect(new Set(rows.map(({ mark }) => mark))).toEqual(new Set(["different", "not comparable", "same"]));
  expect(rows.find(({ mark }) => mark === "same")).toMatchObject({
    place: expect.stringMatching(/listing-31\.txt:\d+$/),
  });
  const incident = readIncidentFile(run.folder);
  expect(incident).toMatchObject({ key: "incidents/unnamed", cause: "some cause" });
  const sequences = new Set(run.scenarios[0]?.events.map(({ sequence }) => sequence));
  expect(incident?.chain.length).toBeGreaterThan(3);
  expect(incident?.chain.every(({ sequence }) => sequences.has(sequence))).toBe(true);
});

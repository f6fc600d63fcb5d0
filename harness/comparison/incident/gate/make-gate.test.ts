import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, inject, test } from "vitest";
import { readFactsEvidence } from "../../../scenario/evidence.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { readInputs } from "../reading/read-inputs.ts";
import { departuresOf } from "../search/departures.ts";
import { makeGate } from "./make-gate.ts";
import { redact } from "./redact.ts";

const LONGEST_MS = 300_000;

test("listing 28's gate has every field of the report, and nothing different", { timeout: LONGEST_MS }, async () => {
  const report = join(import.meta.dirname, "../fixtures/listing-28.txt");
  const { facts } = redact((await readInputs([report], Readable.from([]))).facts);
  const { plan } = inferPlan(facts);
  const departures = departuresOf(plan, "incident").filter(({ id }) => id === "wrong-arn");
  const playing = { engine: inject("engine"), memoise: newMemoiser() };
  const gate = await makeGate(plan, facts, { revision: "incident", departures }, playing);
  expect(gate.comparison.different).toEqual([]);
  expect(gate.comparison.same).toBe(89);
  expect(gate.comparison.notComparable.map(({ reason }) => reason)).toEqual([
    "an address and a port",
    "how long the real machine took, in nanoseconds",
    "an address",
    "the world's clock counts milliseconds",
  ]);
  expect(readFactsEvidence(gate.evidence, "evidence.json")).toMatchObject({
    cause: { revision: "incident", departures: ["wrong-arn"] },
    notFitted: [],
  });
  for (const line of [
    "finalizationMachine: PROCESSING_MACHINE,",
    'world.random.stream("server/trace-id").pin("2b63e64e71537bb0327788965465ed16");',
    'world.random.stream("server/request-id").pin("40da12d0-4784-4eef-abc1-11c06f33efe3");',
    'world.latency.setNext("mysql", [3, 3, 3, 3, 1, 2, 1, 7]);',
    "await expect(world).toReproduce(evidence);",
  ])
    expect(gate.source).toContain(line);
});

test("a time that cannot be is excused by name, a value that is not the incident's never is", {
  timeout: LONGEST_MS,
}, async () => {
  const report = join(import.meta.dirname, "../fixtures/listing-28.txt");
  const read = (await readInputs([report], Readable.from([]))).facts;
  const facts = read.map((fact) => {
    if (fact.kind !== "row" || fact.columns.id !== 21) return fact;
    return { ...fact, columns: { ...fact.columns, completed_at: "2025-12-03 09:00:00", retry_count: 3 } };
  });
  const { plan } = inferPlan(facts);
  const departures = departuresOf(plan, "incident").filter(({ id }) => id === "wrong-arn");
  const gate = await makeGate(
    plan,
    facts,
    { revision: "incident", departures },
    { engine: inject("engine"), memoise: newMemoiser() },
  );
  expect(readFactsEvidence(gate.evidence, "evidence.json").notFitted).toContain(
    "media_processing_jobs 21: completed_at",
  );
  expect(readFactsEvidence(gate.evidence, "evidence.json").notFitted).not.toContain(
    "media_processing_jobs 21: retry_count",
  );
});

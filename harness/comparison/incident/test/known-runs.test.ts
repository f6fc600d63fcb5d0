import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, inject, test } from "vitest";
import { KeptDatabases } from "../../../database/kept-databases.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { readInputs } from "../reading/read-inputs.ts";
import { departuresOf } from "../search/departures.ts";
import { KnownRuns } from "../search/known-runs.ts";
import { tryWorld } from "../search/try-world.ts";

const REPORT = join(import.meta.dirname, "../fixtures/listing-28.txt");
const revision = "incident";

test("what is known of a world is what comes of it when it is played, in a database that others have used", {
  timeout: 300_000,
}, async () => {
  const { facts } = await readInputs([REPORT], Readable.from([]));
  const { plan } = inferPlan(facts);
  const keptDatabases = new KeptDatabases();
  const playing = { engine: inject("engine"), memoise: newMemoiser() };
  const base = await tryWorld(plan, facts, { revision, departures: [], number: 0 }, playing);
  const runs = new KnownRuns();
  runs.add(base);
  const known = departuresOf(plan, revision).flatMap((departure, index) => {
    const result = runs.resultOf({ revision, departures: [departure], number: index + 1 });
    return result ? [{ kind: departure.kind, result }] : [];
  });
  const [ofDefect] = known.filter(({ kind }) => kind === "defect");
  const ofFaults = known.filter(({ kind }) => kind === "fault");
  expect(ofFaults.length).toBeGreaterThan(1);
  try {
    for (const one of [ofDefect, ofFaults[0], ofFaults.at(-1)]) {
      if (!one) throw new Error("of no defect it is known");
      const { number, departures } = one.result;
      const played = await tryWorld(plan, facts, { revision, departures, number }, { ...playing, keptDatabases });
      expect(played).toEqual(one.result);
    }
  } finally {
    await keptDatabases.close();
  }
});

import { Readable } from "node:stream";
import { expect, inject, test } from "vitest";
import { newMemoiser } from "../../../scenario/memoise.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { readInputs } from "../reading/read-inputs.ts";
import { departuresOf } from "../search/departures.ts";
import { tryWorld } from "../search/try-world.ts";
import { plantIncident } from "./plant-incident.ts";

const LONGEST_MS = 300_000;
const memoise = newMemoiser();

test.each([1, 2, 3])(
  "what is left of planted incident %i is read whole, and its own cause fits",
  { timeout: LONGEST_MS },
  async (number) => {
    const playing = { engine: inject("engine"), memoise };
    const { cause, report, plan: planted, strange } = await plantIncident(5, number, playing);
    const { facts, problems } = await readInputs(["-"], Readable.from([Buffer.from(report)]));
    expect(problems).toEqual([]);
    const { plan } = inferPlan(facts);
    expect(plan.listing).toBe(planted.listing);
    const ids = cause.departures.map(({ id }) => id);
    // What the search does not try is none of a plan's own departures.
    const all = strange ? cause.departures : departuresOf(plan, cause.revision);
    const departures = all.filter(({ id }) => ids.includes(id));
    expect(departures).toHaveLength(1);
    const { comparison } = await tryWorld(plan, facts, { revision: cause.revision, departures, number: 0 }, playing);
    expect(comparison.different).toEqual([]);
    expect(comparison.same).toBeGreaterThan(50);
  },
);

test("one seed and number give one incident, another number another", { timeout: LONGEST_MS }, async () => {
  const playing = { engine: inject("engine"), memoise };
  const [one, again, other] = [
    await plantIncident(9, 1, playing),
    await plantIncident(9, 1, playing),
    await plantIncident(9, 2, playing),
  ];
  expect(again.report).toBe(one.report);
  expect(other.report).not.toBe(one.report);
});

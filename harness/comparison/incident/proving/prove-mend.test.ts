import { join } from "node:path";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { DEFECT_IDS, type DefectId } from "../../../../system/defects.ts";
import { System } from "../../../../system/revisions.ts";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { loseCallbacks } from "../../../scenario/faults.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import type { World } from "../../../world/world.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { asDelivered, type Circumstances, type Happening } from "../playing/circumstances.ts";
import { readInputs } from "../reading/read-inputs.ts";
import { depart } from "../search/departure.ts";
import { departuresOf } from "../search/departures.ts";
import { proofText } from "./proof-text.ts";
import { proveMend, type Side } from "./prove-mend.ts";

const REPORT = join(import.meta.dirname, "../fixtures/listing-28.txt");
const LONGEST_MS = 300_000;
const memoise = newMemoiser();

let facts: readonly Fact[];
beforeAll(async () => {
  facts = (await readInputs([REPORT], Readable.from([]))).facts;
});

const departures = (revision: "incident" | "fixed", ...ids: string[]): Circumstances => {
  const all = departuresOf(inferPlan(facts).plan, revision);
  return depart(
    asDelivered(revision),
    all.filter(({ id }) => ids.includes(id)),
  );
};

const happening = (act: (world: World) => unknown, when: Happening["when"] = "after"): Happening => ({
  step: "complete",
  when,
  act: async (world) => void (await act(world)),
  code: () => [],
  imports: [],
});

const sideOf = (name: string, circumstances: Circumstances, mended: readonly DefectId[] = []): Side => ({
  name,
  circumstances,
  system: new System(circumstances.revision).with({ removed: mended }),
});

const broken = (): Side => sideOf("incident", departures("incident", "wrong-arn"));

const prove = (mended: Side) =>
  proveMend(inferPlan(facts).plan, facts, { broken: broken(), mended }, { engine: inject("engine"), memoise });

const tampered = (act: (world: World) => unknown, when?: Happening["when"]): Side => {
  const circumstances = departures("incident", "wrong-arn");
  return sideOf("tampered", { ...circumstances, happenings: [happening(act, when)] });
};

const sql = (statement: string) => (world: World) => world.database.execute(statement);

describe("a mend that is none is refused:", () => {
  test("the log line is dropped", { timeout: LONGEST_MS }, async () => {
    const { objections } = await prove(
      tampered(({ trace }) => {
        const loud = trace.of("log").filter(({ level }) => level !== "INFO");
        for (const event of loud) trace.events.splice(trace.events.indexOf(event), 1);
      }),
    );
    expect(objections).toContain("tampered ends exactly as the incident did");
  });

  test("the status is painted", { timeout: LONGEST_MS }, async () => {
    const { objections } = await prove(
      tampered(sql("UPDATE media_processing_jobs SET status = 'FAILED' WHERE id = 21")),
    );
    expect(objections).toContain("tampered is not honest: job 21 is FAILED and says no reason");
  });

  test("the reason of a failure is blanked", { timeout: LONGEST_MS }, async () => {
    const failing = departures("fixed", "zip dies at complete");
    const blank = happening(sql("UPDATE media_processing_jobs SET last_error = NULL"));
    const { objections } = await prove(sideOf("blanked", { ...failing, happenings: [...failing.happenings, blank] }));
    expect(objections).toEqual(["blanked is not honest: job 21 is FAILED and says no reason"]);
  });

  test("the callback is swallowed", { timeout: LONGEST_MS }, async () => {
    const { objections } = await prove(tampered((world) => loseCallbacks(world), "before"));
    expect(objections).toContain("tampered is not honest: job 21 never ends: it is RUNNING");
  });

  test("the error is reworded", { timeout: LONGEST_MS }, async () => {
    const { mended, objections } = await prove(
      tampered(
        sql("UPDATE media_processing_jobs SET callback_body = REPLACE(callback_body, 'invalid key', 'odd key')"),
      ),
    );
    expect(mended.unlike.length).toBeGreaterThan(0);
    expect(objections).toContain("tampered is not honest: the owner is asked to approve a listing that has no ZIP");
  });
});

describe("a real mend is proved:", () => {
  test("the right machine makes a ZIP", { timeout: LONGEST_MS }, async () => {
    const proof = await prove(sideOf("fixed", departures("fixed")));
    expect(proof.objections).toEqual([]);
    expect(proofText("incidents/x", proof)).toMatch(/the mend is \*\*proved\*\*/);
  });

  test("the wrong machine is refused at the start, with the reason", { timeout: LONGEST_MS }, async () => {
    const { objections, mended } = await prove(sideOf("checked", departures("incident", "wrong-arn"), ["D1"]));
    expect(mended.refused).toContain("listing-media-processing-sm-staging");
    expect(objections).toEqual([]);
  });
});

test("a system that does not show the incident proves nothing", { timeout: LONGEST_MS }, async () => {
  const whole = sideOf("whole", departures("incident"), DEFECT_IDS);
  const sides = { broken: whole, mended: sideOf("fixed", departures("fixed")) };
  const { objections } = await proveMend(inferPlan(facts).plan, facts, sides, { engine: inject("engine"), memoise });
  expect(objections[0]).toMatch(/^whole does not show the incident: /);
});

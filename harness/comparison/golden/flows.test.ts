import { expect, inject, test } from "vitest";
import type { DefectId } from "../../../system/defects.ts";
import { FLOWS, type FlowName } from "./flows.ts";
import { playFlow } from "./play-flow.ts";
import { printDifference } from "./unification/unification.ts";

/** Fewer would mean that a part of the recordings is no longer looked at; the flows have 2268 to 5031. */
const LEAST_COMPARED = 2000;

test.each(Object.keys(FLOWS) as FlowName[])("the recorded flow %s is reproduced", async (flow) => {
  const { differences, compared } = await playFlow(flow, inject("engine"));
  expect(differences.map(printDifference)).toEqual([]);
  expect(compared).toBeGreaterThan(LEAST_COMPARED);
});

test.each<[FlowName, DefectId, string]>([
  ["ir-incident", "D5", "ir-incident/11-finalization-execution: callbacks[0].body.status: "],
  ["ir-correct", "D13", "ir-correct/10-complete: db.listing[0].status: "],
  ["cur-correct", "D11", "cur-correct/07-sqs-to-validate: executions[0].input.traceparent: "],
])("the recorded flow %s is not reproduced by a system that lacks the defect %s", async (flow, defect, place) => {
  const system = FLOWS[flow].system.with({ removed: [defect] });
  const { differences } = await playFlow(flow, inject("engine"), system);
  expect(differences.map(printDifference)).toContainEqual(expect.stringContaining(place));
});

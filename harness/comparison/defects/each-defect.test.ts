import { expect, inject, test } from "vitest";
import { DEFECT_IDS } from "../../../system/defects.ts";
import { PROCESSING_MACHINE } from "../../../system/infrastructure.ts";
import type { Scenario } from "../../scenario/story.ts";
import { tryEachDefect } from "./each-defect.ts";

const NOTHING: Scenario = { id: "nothing", title: "nothing happens", options: {}, story: async () => {} };
const storyOptions = { runOptions: { defects: [], repeat: 1 }, engine: inject("engine") };

test("where nothing happens no machine, function or permission is used, whatever the deployment asked", async () => {
  const { result } = await tryEachDefect(NOTHING, DEFECT_IDS, storyOptions);
  const verdicts = new Map(result.trials?.map(({ defect, verdict }) => [defect, verdict]));
  for (const defect of ["D2", "D3", "D10", "D12", "D14", "D17", "D20", "D31"] as const) {
    expect([defect, verdicts.get(defect)]).toEqual([defect, "unused"]);
  }
  expect(verdicts.get("D21")).toBe("green");
  expect(verdicts.get("D6")).toBe("not-asked");
});

test("a defect that breaks the scenario's rule is red, with the rule", async () => {
  const options = { world: { finalizationMachine: PROCESSING_MACHINE }, refusesToStart: [PROCESSING_MACHINE] };
  const { result } = await tryEachDefect({ ...NOTHING, options }, ["D1"], storyOptions);
  expect(result.trials).toEqual([{ defect: "D1", verdict: "red", rule: "the server refuses to start and says why" }]);
});

test("a scenario that is red by itself is not tried, and says why", async () => {
  const story = async () => {
    throw new Error("it does not hold");
  };
  const { result, failure } = await tryEachDefect({ ...NOTHING, story }, DEFECT_IDS, storyOptions);
  expect(failure?.error).toBeInstanceOf(Error);
  expect(result.trials).toBeUndefined();
  expect(result.failure?.rule).toBe("it does not hold");
});

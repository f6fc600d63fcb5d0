import { expect, test } from "vitest";
import type { DefectId } from "../../../system/defects.ts";
import { VerdictCache } from "./verdict-cache.ts";

test("only sets that answer a question otherwise need a run", async () => {
  const runs = new VerdictCache("fixed", async (system) =>
    system.has("D1") ? "one" : system.has("D2") ? "two" : "none",
  );
  const verdicts: string[] = [];
  const sets: readonly (readonly DefectId[])[] = [
    ["D1", "D2", "D3"],
    ["D1"],
    ["D1", "D3"],
    ["D2"],
    ["D2", "D9"],
    [],
    ["D3"],
  ];
  for (const set of sets) verdicts.push(await runs.verdict(set));
  expect(verdicts).toEqual(["one", "one", "one", "two", "two", "none", "none"]);
  expect(runs.count).toBe(3);
});

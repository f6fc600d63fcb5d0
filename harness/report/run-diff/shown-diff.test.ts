import { expect, test } from "vitest";
import { otherRunWithText, runWithText } from "../test/story.ts";
import { runDiff } from "./run-diff.ts";
import { diffModel, diffSummary } from "./shown-diff.ts";

const plain = (place: string): string => `some ${place}`;
const diff = runDiff(runWithText(plain), otherRunWithText(plain));

test("a report shows what differs, the first divergence first, what follows from it before the rest", () => {
  const model = diffModel(diff);
  const [scenario] = model.scenarios;
  expect(scenario?.key).toBe("a/red");
  expect(scenario?.departures[0]).toMatchObject({ kind: "changed", part: "outcome", values: ["ok", "3 rows"] });
  const following = scenario?.departures.slice(1).map(({ follows }) => follows) ?? [];
  expect(following).toEqual(following.toSorted((one, other) => Number(other) - Number(one)));
  expect(scenario).not.toHaveProperty("more");
  expect(diffSummary(model)).toMatchObject({ different: ["a/red"], alike: 2 });
  expect(model.runs.map(({ name }) => name)).toEqual(["this run", "the other run"]);
});

test("beyond a number they are counted, and long texts and values are cut, with how much is left out", () => {
  const [scenario] = diffModel(diff, 2).scenarios;
  expect(scenario?.departures).toHaveLength(2);
  expect(scenario?.more).toBe((diffModel(diff).scenarios[0]?.departures.length ?? 0) - 2);
  const long = (place: string): string => `${place}${"x".repeat(5_000)}`;
  const [cut] = diffModel(runDiff(runWithText(long), otherRunWithText(long))).scenarios;
  const row = cut?.departures.find(({ part }) => part === "content");
  expect(row?.values?.[1]).toMatch(/x … \(\d+ more characters\)$/);
  expect(row?.here?.text.length).toBeLessThan(450);
});

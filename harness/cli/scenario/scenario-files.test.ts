import { join } from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { findAllScenarioFiles, findScenarioFiles, scenarioId, selectScenarios } from "./scenario-files.ts";

const DIRECTORY = join(import.meta.dirname, "test/fixtures/scenarios");
const FILES = [
  "listing-28/fixed",
  "listing-28/fixed-late",
  "listing-28/incident",
  "listing-280/other",
  "photos/tiny",
].map((id) => ({ id, path: `/p/scenarios/${id}.scenario.ts` }));

const select = (...filters: string[]) => selectScenarios(FILES, filters).map(({ id }) => id);

test("scenarios are found by their path below the folder, in order", () => {
  expect(findScenarioFiles(DIRECTORY).map(({ id }) => id)).toEqual([
    "broken/import",
    "broken/rejection",
    "broken/worker",
    "endless/wait",
    "green/quick",
    "green/skipped",
    "machine/disk-full",
    "machine/forty-megabytes",
    "machine/loop",
    "red/environment",
    "red/rule",
    "several/three",
  ]);
  expect(() => findScenarioFiles(join(DIRECTORY, "none"))).toThrow(UsageError);
});

test("stories of one's own come behind the project's, with their prefix; one that others begin with is refused", () => {
  const green = join(DIRECTORY, "green");
  const all = findAllScenarioFiles(DIRECTORY, [{ prefix: "mine", directory: green }]);
  expect(all.slice(-3).map(({ id }) => id)).toEqual(["several/three", "mine/quick", "mine/skipped"]);
  expect(all.at(-1)?.path).toBe(join(green, "skipped.scenario.ts"));
  for (const prefix of ["red", "red/rule"]) {
    expect(() => findAllScenarioFiles(DIRECTORY, [{ prefix, directory: green }])).toThrow(
      `The ids of the stories in ${green} would begin with ${prefix}/, as red/`,
    );
  }
});

test("a folder of one's own may be called scenarios", () => {
  const own = { id: "scenarios/listing-28/mine", path: "/team/scenarios/listing-28/mine.scenario.ts" };
  const ids = (filter: string) => selectScenarios([...FILES, own], [filter]).map(({ id }) => id);
  expect(ids("scenarios/listing-28/mine.scenario.ts")).toEqual([own.id]);
  expect(ids("scenarios/listing-28/fixed.scenario.ts")).toEqual(["listing-28/fixed"]);
  expect(ids("scenarios")).toEqual([own.id]);
});

test("an id has slashes, also where paths have backslashes", () => {
  expect(scenarioId("listing-28\\fixed.scenario.ts")).toBe("listing-28/fixed");
  expect(select("listing-28\\fixed")).toEqual(["listing-28/fixed"]);
});

test("a filter is an id, a folder, the beginning of an id, or a path as a shell completes it", () => {
  expect(select()).toHaveLength(FILES.length);
  expect(select("listing-28/fixed")).toEqual(["listing-28/fixed"]);
  expect(select("listing-28")).toEqual(["listing-28/fixed", "listing-28/fixed-late", "listing-28/incident"]);
  expect(select("listing-28/")).toEqual(select("listing-28"));
  expect(select("listing-28/fix")).toEqual(["listing-28/fixed", "listing-28/fixed-late"]);
  expect(select("scenarios/photos/tiny.scenario.ts", "./scenarios/listing-28/incident.scenario.ts")).toEqual([
    "listing-28/incident",
    "photos/tiny",
  ]);
  expect(select("photos/tiny", "photos")).toEqual(["photos/tiny"]);
});

test.each([
  ["listing-28/fixt", "Did you mean listing-28/fixed?"],
  ["incident", "Did you mean listing-28/incident?"],
  ["phots", "Did you mean photos?"],
])("an unknown filter %s is refused with what was likely meant, and what there is", (filter, hint) => {
  expect(() => select("photos", filter)).toThrow(
    `No scenario is named "${filter}". ${hint}\nThere are:\n  listing-28/`,
  );
});

test("a filter like nothing there is gets the list alone", () => {
  expect(() => select("zzzzzzzz")).toThrow('No scenario is named "zzzzzzzz".\nThere are:');
  expect(() => selectScenarios([], ["a"])).toThrow('No scenario is named "a".\nThere are no scenarios yet.');
});

import { expect, test } from "vitest";
import { storyId } from "./story-id.ts";

const FOLDERS = [
  { prefix: "media", directory: "/team/scenarios/stories" },
  { prefix: "", directory: "/fixtures" },
];

test.each([
  ["/project/scenarios/listing-28/fixed.scenario.ts", "listing-28/fixed"],
  ["/team/scenarios/stories/own/first.scenario.ts", "media/own/first"],
  ["/team/scenarios/stories-of-others/first.scenario.ts", "stories-of-others/first"],
  ["/fixtures/green/quick.scenario.ts", "green/quick"],
])("%s is %s", (path, id) => {
  expect(storyId(path, FOLDERS)).toBe(id);
});

test("without folders of one's own only scenarios/ counts", () => {
  expect(storyId("/team/scenarios/stories/own/first.scenario.ts")).toBe("stories/own/first");
});

import { expect, inject, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { runStory } from "./run-story.ts";
import type { Scenario, Story } from "./story.ts";

const storyOptions = { runOptions: { defects: [], repeat: 1 }, engine: inject("engine"), system: new System("fixed") };
const named = (story: Story): Scenario => ({ id: "run-story", title: "a story", options: {}, story });

test.each([
  ["throw undefined", () => throws(undefined)],
  ["throw null", () => throws(null)],
  ["reject without a reason", () => Promise.reject<void>()],
])("a story that says nothing when it fails (%s) has failed", async (_name, story) => {
  const { failure } = await runStory(named(story), storyOptions);
  expect(String(failure?.error)).toMatch(/^Error: the story threw (undefined|null), or rejected without a reason$/);
});

test("a value that is no error, such as 0 or an empty text, fails the story as it is", async () => {
  for (const thrown of [0, "", false]) {
    const { failure } = await runStory(
      named(() => Promise.reject(thrown)),
      storyOptions,
    );
    expect(failure).toEqual({ error: thrown });
  }
});

test("a story that ends has no failure", async () => {
  expect(
    await runStory(
      named(async () => {}),
      storyOptions,
    ),
  ).not.toHaveProperty("failure");
});

function throws(value: unknown): never {
  throw value;
}

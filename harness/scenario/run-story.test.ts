import { expect, inject, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { EnvironmentError } from "../support/environment-error.ts";
import { runStory } from "./run-story.ts";
import type { Scenario, ScenarioContext, Story } from "./story.ts";

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

test("a disk that was full for a statement of the server's is to blame, whatever the story made of the answer", async () => {
  const story: Story = async ({ world, photographer, uploads }) => {
    await world.database.execute(
      `CREATE TRIGGER full BEFORE INSERT ON media_assets FOR EACH ROW
         SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'`,
    );
    await photographer.requestUploads(28, uploads);
  };
  for (const told of [story, (context: ScenarioContext) => story(context).then(() => throws(new Error("red")))]) {
    const { failure } = await runStory(named(told), storyOptions);
    expect(failure?.error).toBeInstanceOf(EnvironmentError);
    expect(failure?.error).toHaveProperty(
      "message",
      "This machine's disk is full or cannot be written: The table is full",
    );
  }
});

function throws(value: unknown): never {
  throw value;
}

import { expect, inject, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { explainFailure } from "../explain.ts";
import { breakDatabase, loseCallbacks } from "../faults.ts";
import { runStory } from "../run-story.ts";
import type { Story } from "../story.ts";

const storyOptions = { runOptions: { defects: [], repeat: 1 }, engine: inject("engine"), system: new System("fixed") };
const told = (story: Story, options: Partial<typeof storyOptions> = {}) =>
  runStory({ id: "left-over", title: "a story", options: {}, story }, { ...storyOptions, ...options });

test.each<[string, Story]>([
  ["1 more to strike", async ({ world }) => breakDatabase(world, "COMMIT")],
  [
    "1 more to strike",
    async ({ world, owner }) => {
      breakDatabase(world, "SELECT users", { times: 2 });
      await owner.signIn();
    },
  ],
  ["it never struck", async ({ world }) => loseCallbacks(world)],
])("a fault that does not strike as often as it says fails the story: %s", async (found, story) => {
  const { failure } = await told(story);
  expect(failure?.error).toMatchObject({ name: "RuleBroken", found });
});

test.each<[string, Story]>([
  [
    "pins of the random stream sqs/message-id: 1 more",
    async ({ world }) => world.random.stream("sqs/message-id").pin("x"),
  ],
  [
    "pins of the random stream server/token-jti: 1 more",
    async ({ world, owner }) => {
      world.random.stream("server/token-jti").pin("a", "b", "c");
      await owner.signIn();
    },
  ],
  [
    "pins of the random stream listing-media-consolidate-staging: 2 more",
    async ({ world }) => world.random.stream("listing-media-consolidate-staging").pinIntegers(0, 0),
  ],
  ["latency.set of push, of which no hop was", async ({ world }) => world.latency.set("push", 3)],
  ["latency.setNext of s3 GetObject: 2 more", async ({ world }) => world.latency.setNext("s3", [1, 2], "GetObject")],
  ["latency.arriveAt of server: 1 more", async ({ world }) => world.latency.arriveAt("server", [0])],
])("what a story sets and nobody uses fails it on its own system only: %s", async (found, story) => {
  const { failure } = await told(story);
  expect(failure?.error).toMatchObject({ name: "RuleBroken", found });
  expect(await told(story, { system: new System("fixed").with({ added: ["D6"] }) })).not.toHaveProperty("failure");
});

test("what is used fails nothing, and what is optional may be left", async () => {
  const run = await told(async ({ world, owner }) => {
    world.random.stream("server/request-id").pin("3f1f4b0e-6a53-4d0c-9d3e-0e5f6c1f7a11");
    world.latency.set("server", 3);
    world.latency.setNext("mysql", [5]);
    await owner.signIn();
    breakDatabase(world, "COMMIT", { optional: true });
    loseCallbacks(world, { optional: true });
    world.random.stream("sqs/message-id").pin("x", { optional: true });
    world.latency.set("push", 3, undefined, { optional: true });
    world.latency.setNext("s3", [3], "PutObject", { optional: true });
  });
  expect(run).not.toHaveProperty("failure");
});

test.each<[string, Story]>([
  ["photographer.signIn(…)", async ({ photographer }) => void photographer.signIn()],
  ["photographer.upload(…)", async ({ photographer, uploads }) => void photographer.upload(28, uploads)],
  ["world.advance(…)", async ({ world }) => void world.advance(1_000)],
  ["world.database.execute(…)", async ({ world }) => void world.database.execute("SELECT 1")],
  ["expect(world).toHaveAssets(…)", async ({ world }) => void expect(world).toHaveAssets([{ sequence: 9 }])],
  ["photographer.put(…)", async ({ photographer }) => void photographer.put("no url", {}, Buffer.alloc(0))],
])("a forgotten await is named: %s", async (name, story) => {
  const { failure } = await told(story);
  expect(failure?.error).toMatchObject({
    name: "StoryMistake",
    message: `nobody awaited ${name}: write \`await ${name}\``,
  });
});

test("what is awaited late, together or through a then is awaited", async () => {
  const run = await told(async ({ world, owner, photographer }) => {
    const later = owner.signIn();
    await Promise.all([photographer.signIn(), world.database.rows("users")]);
    await later;
    await world.objects().then((objects) => expect(objects).toEqual([]));
    await expect(photographer.put("no url", {}, Buffer.alloc(0))).rejects.toThrow();
  });
  expect(run).not.toHaveProperty("failure");
});

test("a rule that is broken after a forgotten await is told with it", async () => {
  const { failure, world } = await told(async ({ world, photographer, uploads }) => {
    void photographer.upload(28, uploads);
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
  });
  const explained = explainFailure(failure?.error, world.trace, undefined, world.actions.forgotten);
  expect(explained).toMatchObject({
    rule: "the assets",
    perhaps: expect.stringContaining("nobody awaited photographer.upload(…)"),
  });
});

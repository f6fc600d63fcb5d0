import { beforeAll, expect, test } from "vitest";
import type { Observation } from "../../scenario/observation.ts";
import { compareObservations } from "./compare.ts";
import type { PlantedBug } from "./planted/planted-bug.ts";
import { PLANTED_BUGS } from "./planted-bugs.ts";
import { CLOUD_STORIES } from "./test/cloud-stories.ts";
import { playStory } from "./test/play-story.ts";

/** Another seed and another day: what may differ between two backends differs. */
const [SEED, OTHER_SEED] = [1, 2];

const genuine = new Map<string, Observation>();

beforeAll(async () => {
  for (const [id, story] of Object.entries(CLOUD_STORIES))
    genuine.set(id, await playStory(story, { seed: OTHER_SEED }));
});

/** `story: path` of every difference between the embedded cloud, with the bug if there is one, and a genuine cloud. */
async function differences(bug?: PlantedBug): Promise<string[]> {
  const paths: string[] = [];
  for (const [id, story] of Object.entries(CLOUD_STORIES)) {
    const seen = await playStory(story, { seed: SEED, ...(bug && { prepare: (cloud) => bug.plant(cloud) }) });
    const other = genuine.get(id);
    if (!other) throw new Error(`${id} has not been played`);
    paths.push(...compareObservations(id, seen, other).map(({ path }) => `${id}: ${path}`));
  }
  return paths;
}

test("two runs without a bug are the same", async () => {
  expect(await differences()).toEqual([]);
});

test("there are ten bugs, each with a name of its own", () => {
  expect(new Set(PLANTED_BUGS.map(({ id }) => id)).size).toBe(10);
});

test.each([
  ["range-one-short", 'cloud/objects: findings["range"].value.body'],
  ["multipart-etag-without-parts", 'cloud/multipart: findings["the object"].value.ETag'],
  ["keys-in-alphabetical-order", 'cloud/objects: findings["list"].value.keys (order)'],
  ["content-type-forgotten", 'cloud/objects: objects["stories-objects/B.jpg"].contentType'],
  ["no-dead-letter-queue", 'cloud/queue: findings["dead letters"].value[0]'],
  ["visibility-change-lost", 'cloud/queue: findings["visible at once"].value[0]'],
  ["message-attribute-lost", 'cloud/queue: findings["received"].value.MessageAttributes.kind'],
  ["one-retry-too-few", "cloud/retry-and-catch: executions[0].events[8]"],
  ["wrong-error-name", 'cloud/failed-task: findings["stories-failed"].value.error'],
  ["event-missing", "cloud/failed-task: executions[0].events[3]"],
])("%s is found", async (id, path) => {
  const bug = PLANTED_BUGS.find((planted) => planted.id === id);
  if (!bug) throw new Error(`there is no bug ${id}`);
  expect(await differences(bug)).toContain(path);
});

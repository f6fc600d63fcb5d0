import { expect, inject, test } from "vitest";
import { FUNCTIONS } from "../../../../system/infrastructure.ts";
import { System } from "../../../../system/revisions.ts";
import { runStory } from "../../../scenario/run-story.ts";
import type { Story } from "../../../scenario/story.ts";
import type { ForeignSystem } from "../foreign-system.ts";
import { replicaSystem } from "./replica-system.ts";

const story: Story = async ({ world, photographer, owner, uploads }) => {
  await owner.signIn();
  await photographer.upload(28, uploads.slice(0, 1));
  await photographer.process(28);
  await world.settle();
  await photographer.complete(28);
  await world.settle();
  await expect(world).toHaveJobRows([
    { id: 20, status: "SUCCEEDED" },
    { id: 21, status: "SUCCEEDED" },
  ]);
  await expect(world).toHaveZip("28/processed/zip/listing-media.zip", [
    { name: "photo/horizontal/horizontal-01-IMG_2907.jpg" },
  ]);
  expect(world.callbacks().map(({ event }) => event.source)).toEqual(Array(3).fill(FUNCTIONS.callback));
  const callers = (target: string, operation: string) =>
    world.trace
      .of("operation")
      .flatMap((hop) => (hop.target === target && hop.operation === operation ? hop.source : []));
  // Each is known by its credentials, or by its port.
  expect(callers("states", "StartExecution")).toEqual([FUNCTIONS.validate, "server"]);
  expect(new Set(callers("s3", "PutObject"))).toEqual(new Set(["photographer", FUNCTIONS.thumbnails, FUNCTIONS.zip]));
  await expect(world).toHaveLogged("INFO", "service.media.complete.started_zip", { assets_count: 1 });
  await expect(world).toHaveQuietLogs();
  expect((await owner.approve(28)).json).toMatchObject({ decision: "approved" });
};

const { server: _server, ...withoutServer } = replicaSystem("fixed");

test.each([
  ["server and Lambdas", replicaSystem("fixed")],
  ["a server only", replicaSystem("fixed", { lambdas: {} })],
  ["Lambdas only", withoutServer],
] satisfies [string, ForeignSystem][])(
  "the replica as processes (%s) makes the ZIP as in process",
  async (_what, foreign) => {
    const runOptions = { defects: [], repeat: 1, foreign };
    const storyOptions = { runOptions, engine: inject("engine"), system: new System("fixed") };
    const { failure } = await runStory({ id: "replica", title: "", options: {}, story }, storyOptions);
    if (failure) throw failure.error;
  },
  120_000,
);

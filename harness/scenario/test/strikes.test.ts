import { expect, inject, test } from "vitest";
import { FUNCTIONS } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { registerProcessingJob } from "../arrange.ts";
import { sendCallback } from "../callbacks.ts";
import { answerCallbacks, breakDatabase, delayCallbacks, delayFunction, failFunction } from "../faults.ts";
import { runStory } from "../run-story.ts";
import type { Story } from "../story.ts";

const storyOptions = { runOptions: { defects: [], repeat: 1 }, engine: inject("engine"), system: new System("fixed") };

/** Throws what the story throws. */
async function tell(story: Story): Promise<void> {
  const { failure } = await runStory({ id: "strikes", title: "a story", options: {}, story }, storyOptions);
  if (failure) throw failure.error;
}

const failed = (jobId: number) => ({ jobId, listingIdentityId: 28, status: "FAILED", outputs: [] });

test("answerCallbacks answers for so long, and then the server does", () =>
  tell(async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    answerCallbacks(world, 503, { forMs: 60_000, body: '{"message":"deploying"}' });
    const first = await sendCallback(world, failed(20));
    expect([first.status, first.json]).toEqual([503, { message: "deploying" }]);
    await world.advance(59_000);
    expect((await sendCallback(world, failed(20))).status).toBe(503);
    await world.advance(1_000);
    expect((await sendCallback(world, failed(20))).status).toBe(200);
    await expect(world).toHaveJobRows([{ status: "FAILED" }]);
  }));

test("the pipeline calls back again through a window of 503, and the job ends as it should", () =>
  tell(async ({ world, photographer, uploads }) => {
    answerCallbacks(world, 503, { forMs: 3_000 });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
    const outcomes = world.trace.of("operation").flatMap(({ operation, outcome }) => {
      return operation.endsWith("/callback") ? [outcome] : [];
    });
    expect(outcomes.at(-1)).toBe("200");
    expect(outcomes).toContain("503");
  }));

test("a fault strikes by attempt: the second and the third of four", () =>
  tell(async ({ world, owner }) => {
    await owner.signIn();
    breakDatabase(world, "SELECT media_assets", { attempts: [2, 3] });
    const statuses: number[] = [];
    for (let time = 0; time < 3; time++) statuses.push((await owner.listMedia(28)).status);
    // One list has two such statements when the first succeeds.
    expect(statuses).toEqual([500, 500, 200]);
  }));

test("a fault begins after a while", () =>
  tell(async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    answerCallbacks(world, 502, { afterMs: 1_000, times: 1 });
    expect((await sendCallback(world, { ...failed(20), jobId: 99 })).status).not.toBe(502);
    await world.advance(1_000);
    expect((await sendCallback(world, failed(20))).status).toBe(502);
    expect((await sendCallback(world, failed(20))).status).toBe(200);
  }));

test("a fault strikes by message: one job's callbacks, and no other's", () =>
  tell(async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    answerCallbacks(world, 503, { withBody: /"jobId":20,/ });
    expect((await sendCallback(world, failed(20))).status).toBe(503);
    expect((await sendCallback(world, failed(21))).status).not.toBe(503);
    expect((await sendCallback(world, failed(20))).status).toBe(503);
  }));

test("a function fails for one message of the queue until that is a dead letter, and works for the next", () =>
  tell(async ({ world, photographer, uploads }) => {
    failFunction(world, FUNCTIONS.validate, { errorType: "Runtime.ExitError", withBody: '\\"jobId\\":20' });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    expect(await world.messages("listing-media-processing-dlq-staging")).toHaveLength(1);
  }));

test("a slow function and a late callback take their time", () =>
  tell(async ({ world, photographer, uploads }) => {
    delayFunction(world, FUNCTIONS.consolidate, 2_000);
    delayCallbacks(world, 5_000);
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    const hops = world.trace.of("operation");
    const took = (name: string) => hops.find(({ fault }) => fault === name)?.durationMs;
    expect(took(`${FUNCTIONS.consolidate} is slow`)).toBeGreaterThan(2_000);
    expect(took("callback late")).toBeGreaterThan(5_000);
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
  }));

import { expect, inject, test } from "vitest";
import { System } from "../../../../system/revisions.ts";
import { runStory } from "../../../scenario/run-story.ts";
import type { ScenarioOptions, Story } from "../../../scenario/story.ts";
import { replicaSystem } from "./replica-system.ts";

const MINUTE = 60_000;
/** Of what a machine forbids, so that a test cannot be passed by it. */
const NOWHERE_ELSE = "the clock of a process can be shifted on Linux with x64 only";

/** Runs a story against the replica as processes in virtual time; throws what it fails by. */
async function play(story: Story, world: ScenarioOptions["world"] = {}) {
  const foreign = replicaSystem("fixed", { clock: "virtual" });
  const runOptions = { defects: [], repeat: 1, foreign };
  const storyOptions = { runOptions, engine: inject("engine"), system: new System("fixed") };
  const { failure, result } = await runStory({ id: "virtual", title: "", options: { world }, story }, storyOptions);
  if (failure) throw failure.error;
  return result;
}

test.runIf(process.platform === "linux" && process.arch === "x64")(
  `a token of a server that is a process lives 15 virtual minutes (${NOWHERE_ELSE})`,
  async () => {
    const { virtualMs = 0, pace } = await play(async ({ world, photographer }) => {
      await photographer.signIn();
      await world.advance(14 * MINUTE);
      expect((await photographer.listMedia(28)).status).toBe(200);
      await world.advance(MINUTE + 1000);
      expect((await photographer.listMedia(28)).json).toMatchObject({ code: 401, message: "Invalid access token" });
    });
    expect(virtualMs).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(pace).toMatchObject({ overdue: [], lost: [] });
  },
  120_000,
);

test.runIf(process.platform === "linux" && process.arch === "x64")(
  "its worker, the database and the cloud live in the same time",
  async () => {
    await play(
      async ({ world, photographer, uploads }) => {
        await photographer.upload(28, uploads.slice(0, 1));
        await photographer.process(28);
        await world.settle();
        await world.database.execute(
          "UPDATE media_processing_jobs SET status = 'RUNNING', started_at = NOW(), completed_at = NULL WHERE id = 20",
        );
        await world.advance(29 * MINUTE);
        expect(await world.database.rows("media_processing_jobs")).toMatchObject([{ status: "RUNNING" }]);
        await world.advance(8 * MINUTE);
        const [job] = await world.database.rows("media_processing_jobs");
        expect(job).toMatchObject({ status: "FAILED" });
        const ranMs = Date.parse(`${job?.completed_at}Z`) - Date.parse(`${job?.started_at}Z`);
        expect(ranMs).toBeGreaterThanOrEqual(30 * MINUTE);
        expect(ranMs).toBeLessThanOrEqual(37 * MINUTE);
      },
      { workers: true },
    );
  },
  120_000,
);

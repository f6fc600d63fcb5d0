import { BroadcastChannel } from "node:worker_threads";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { expect, inject, onTestFinished, test } from "vitest";
import { BUCKET, PROCESSING_MACHINE, stateMachineArn } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { registerProcessingJob, uploadProcessed } from "../arrange.ts";
import type { PausedWorld } from "../paused-world.ts";
import { runStory } from "../run-story.ts";
import type { Story } from "../story.ts";

const pause = { channel: "paused-world-test", accessKeyId: "AKIAPAUSED", secret: "made-for-this-run" };

test("a red world stays: its cloud and database are reached with the run's keys alone, and its time stands still", async () => {
  const { failure, world, result, seen } = await toldAndSeen(async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 2));
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    throw new Error("red");
  }, lookAround);
  expect(failure?.error).toEqual(new Error("red"));
  expect(seen).toEqual({
    keys: [expect.stringMatching(/^28\/raw\//)],
    executions: [],
    jobs: [{ id: 20, status: "PENDING" }],
    refused: ["InvalidAccessKeyId", "ER_ACCESS_DENIED_ERROR", "ER_ACCESS_DENIED_ERROR"],
  });
  expect(result.virtualMs).toBe(world.elapsedMs);
  expect(result.traceHash).toBe((await toldWithout()).result.traceHash);
});

test("a green world is not kept", async () => {
  const { seen } = await toldAndSeen(
    async () => {},
    () => expect.unreachable(),
  );
  expect(seen).toBeUndefined();
});

const storyOptions = { engine: inject("engine"), system: new System("fixed") };
const scenario = (story: Story) => ({ id: "paused", title: "a story", options: {}, story });

/** The same story without a pause: looking must leave no trace. */
function toldWithout() {
  const story: Story = async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 2));
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    throw new Error("red");
  };
  return runStory(scenario(story), { ...storyOptions, runOptions: { defects: [], repeat: 1 } });
}

async function toldAndSeen<T>(story: Story, look: (lines: readonly string[]) => Promise<T> | T) {
  const channel = new BroadcastChannel(pause.channel);
  onTestFinished(() => channel.close());
  let seen: T | undefined;
  let wrong: unknown;
  channel.onmessage = ({ data }: { readonly data: unknown }) => {
    Promise.resolve(look((data as PausedWorld).lines))
      .then((found) => {
        seen = found;
      })
      .catch((error: unknown) => {
        wrong = error;
      })
      .finally(() => channel.postMessage("go on"));
  };
  const run = await runStory(scenario(story), { ...storyOptions, runOptions: { defects: [], repeat: 1, pause } });
  if (wrong !== undefined) throw wrong;
  return { ...run, seen };
}

/** What a person sees who pastes the lines. */
async function lookAround(lines: readonly string[]) {
  const text = lines.join("\n");
  const value = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? expect.unreachable(`no ${pattern} in ${text}`);
  const credentials = {
    accessKeyId: value(/AWS_ACCESS_KEY_ID=(\S+)/),
    secretAccessKey: value(/AWS_SECRET_ACCESS_KEY=(\S+)/),
  };
  const at = { endpoint: value(/AWS_ENDPOINT_URL=(\S+)/), region: value(/AWS_REGION=(\S+)/), maxAttempts: 1 };
  const s3 = new S3Client({ ...at, credentials });
  const stateMachine = stateMachineArn({ accountId: "123456789012", region: at.region }, PROCESSING_MACHINE);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  const { executions = [] } = await new SFNClient({ ...at, credentials }).send(
    new ListExecutionsCommand({ stateMachineArn: stateMachine }),
  );
  const stranger = new S3Client({ ...at, credentials: { accessKeyId: "test", secretAccessKey: "test" } });
  const database = { host: value(/--host=(\S+)/), port: Number(value(/--port=(\S+)/)), database: value(/ (\S+)$/) };
  const user = value(/--user=(\S+)/);
  const connection = await createConnection({ ...database, user, password: value(/MYSQL_PWD=(\S+)/) });
  const [jobs] = await connection.query<RowDataPacket[]>("SELECT id, status FROM media_processing_jobs");
  await connection.end();
  return {
    keys: Contents.map(({ Key }) => Key),
    executions,
    jobs,
    refused: await Promise.all([
      refusal(stranger.send(new ListObjectsV2Command({ Bucket: BUCKET }))),
      refusal(createConnection({ ...database, user, password: "guessed" })),
      refusal(createConnection({ ...database, user: "root", password: pause.secret })),
    ]),
  };
}

async function refusal(attempt: Promise<unknown>): Promise<unknown> {
  const error = await attempt.then(
    () => new Error("let in"),
    (failure: unknown) => failure as Error & { readonly code?: string },
  );
  return "code" in error ? error.code : error.name;
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { RealClock } from "../../../clock/real-clock.ts";
import { UsageError } from "../../../support/usage-error.ts";
import { openKeptData } from "../open-kept-data.ts";
import { StateFile } from "../state-file.ts";
import { StateKeeper } from "../state-keeper.ts";
import { keptCloud } from "./kept-cloud-under-test.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "state-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a value that was changed on disk is noticed by its checksum, another version by its number", async () => {
  const first = await keptCloud();
  await (await first.clients.sqs()).send(new CreateQueueCommand({ QueueName: "jobs" }));
  first.close();
  const change = (sql: string): void => {
    const database = new DatabaseSync(join(first.folder, "state.sqlite"));
    database.exec(sql);
    database.close();
  };
  change("UPDATE entity SET value = CAST(value || x'00' AS BLOB) WHERE kind = 'queue'");
  await expect(keptCloud(first.folder)).rejects.toThrow(
    /the checksum of sqs queue \["arn:aws:sqs:[^"]*:jobs"\] does not fit/,
  );
  change("PRAGMA user_version = 99");
  await expect(keptCloud(first.folder)).rejects.toThrow("was written by another version of this program (format 99");
});

test("a folder of something else, one that is damaged and other settings are refused, and left as they are", async () => {
  const first = await keptCloud();
  await (await first.clients.sqs()).send(new CreateQueueCommand({ QueueName: "jobs" }));
  first.close();
  const usual = { account: "1".repeat(12), region: "us-east-1", seed: 1, clock: "real" } as const;
  const none = { account: undefined, region: undefined, seed: undefined, clock: undefined };
  const opened = (folder: string, asked: Partial<typeof usual> = {}) =>
    openKeptData(folder, { ...none, ...asked }, usual);
  // What is usual here is not what it was begun with, and nobody has asked for it.
  const same = keptCloud(first.folder);
  (await same).close();
  expect(() => opened(first.folder, { account: usual.account })).toThrow(
    new UsageError(
      `--account 111111111111: the state in ${first.folder} was begun with 000000000000; leave the option out, or name another folder.`,
    ),
  );
  const other = temporaryFolder();
  writeFileSync(join(other, "letter.txt"), "mine");
  expect(() => opened(other)).toThrow(/holds other things and no state of a cloud/);
  const file = join(first.folder, "state.sqlite");
  const whole = readFileSync(file);
  const cut = whole.subarray(0, whole.length - 4096);
  writeFileSync(file, cut);
  expect(() => opened(first.folder)).toThrow(/cannot be read \(.*\); nothing was changed/);
  expect(readFileSync(file)).toEqual(cut);
});

test("what cannot be written is not acknowledged, and is written with the next change", async () => {
  const folder = join(temporaryFolder(), "data");
  const file = new StateFile(folder);
  const parts = { file, clock: new RealClock(), random: new RandomStreams(1), report: () => {} };
  const keeper = new StateKeeper(parts);
  const changes = keeper.changesOf("s3", "");
  const answer = { status: 200, headers: {}, body: Buffer.alloc(0) };
  // SQLite's own limit stands for the disk's: the same error, SQLITE_FULL.
  file.limitPages(8);
  changes.changed("large", ["a"], () => Buffer.alloc(1 << 20));
  const refused = await keeper.acknowledge(answer);
  expect([refused.status, refused.headers["x-amzn-errortype"]]).toEqual([500, "InternalFailure"]);
  expect(refused.body.toString()).toMatch(/could not be written to .*full.*; nothing of this request is acknowledged/);
  expect(file.entities()).toEqual([]);
  file.limitPages(100_000);
  changes.changed("small", ["b"], () => 1);
  expect(await keeper.acknowledge(answer)).toBe(answer);
  expect(file.entities().map(({ key }) => key)).toEqual(['["a"]', '["b"]']);
  keeper.close();
  file.close();
});

test("an asynchronous invocation that was accepted is made after a restart", async () => {
  const before = await keptCloud();
  const lambda = await before.clients.lambda();
  const registration = { functionName: "f", role: "any", timeoutSeconds: 3, memoryMegabytes: 128, environment: {} };
  before.cloud.lambda.registerFunction({ ...registration, handler: () => new Promise(() => {}) });
  await lambda.send(new InvokeCommand({ FunctionName: "f", InvocationType: "Event", Payload: '"once"' }));
  const made: string[] = [];
  const after = await before.afterCrash(undefined, (cloud) => {
    cloud.lambda.registerFunction({
      ...registration,
      handler: async (payload) => {
        made.push(payload);
        return "null";
      },
    });
  });
  while (made.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(made).toEqual(['"once"']);
  // It has ended, and a further restart makes it no more.
  const last = await after.afterCrash(undefined, (cloud) => {
    cloud.lambda.registerFunction({ ...registration, handler: async () => `${made.push("again")}` });
  });
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(made).toEqual(['"once"']);
  last.close();
});

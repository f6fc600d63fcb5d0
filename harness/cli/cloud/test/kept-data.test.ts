import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { type Served, served, start } from "./served.ts";

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "data-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function killed({ child }: Served): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** What clients know of one key: what was acknowledged last, and what was asked for since and not answered. */
interface Known {
  acknowledged: string | undefined;
  asked: (string | undefined)[];
}

/** Several clients write and delete keys, each its own, and send messages, until the cloud is killed after so many answers. */
async function writeUntilKilled(cloud: Served, keys: Map<string, Known>, sent: Set<string>, seed: number) {
  const random = new RandomStreams(seed);
  const draw = random.stream("test");
  const [s3, sqs] = await Promise.all([cloud.clients.s3(), cloud.clients.sqs()]);
  const QueueUrl = `${cloud.endpoint}/000000000000/jobs`;
  let left = 20 + draw.integer(60);
  let round = 0;
  const count = (): void => {
    if (--left === 0) cloud.child.kill("SIGKILL");
  };
  const client = async (name: string): Promise<void> => {
    while (left > 0) {
      const Key = `${name}/${draw.integer(3)}`;
      const known = keys.get(Key) ?? { acknowledged: undefined, asked: [] };
      keys.set(Key, known);
      const body = `${seed}/${name}/${round++}${".".repeat(draw.integer(3) === 0 ? 1 << 20 : 10)}`;
      const value = draw.integer(4) === 0 ? undefined : body;
      known.asked = [value];
      if (value === undefined) await s3.send(new DeleteObjectCommand({ Bucket: "bkt", Key }));
      else await s3.send(new PutObjectCommand({ Bucket: "bkt", Key, Body: value }));
      known.acknowledged = value;
      known.asked = [];
      count();
      const MessageBody = `${seed}/${name}/${round++}`;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      sent.add(MessageBody);
      count();
    }
  };
  const ended = once(cloud.child, "exit");
  await Promise.allSettled(["a", "b", "c"].map(client));
  await ended;
}

/** Every message that the queue holds; none of them was received before. */
async function drained({ clients, endpoint }: Served): Promise<Set<string>> {
  const sqs = await clients.sqs();
  const QueueUrl = `${endpoint}/000000000000/jobs`;
  const all = new Set<string>();
  for (;;) {
    const asked = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 } as const;
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ ...asked, VisibilityTimeout: 3600 }));
    if (Messages.length === 0) return all;
    for (const { Body = "" } of Messages) all.add(Body);
  }
}

const SEEDS = (process.env.KEPT_DATA_SEEDS ?? "1,2").split(",").map(Number);

test(`a kill -9 in the middle of writing loses nothing that was acknowledged (seeds ${SEEDS})`, async () => {
  const folder = dataFolder();
  const keys = new Map<string, Known>();
  const sent = new Set<string>();
  let cloud = await served(["--data", folder]);
  await (await cloud.clients.s3()).send(new CreateBucketCommand({ Bucket: "bkt" }));
  await (await cloud.clients.sqs()).send(new CreateQueueCommand({ QueueName: "jobs" }));
  for (const seed of SEEDS) {
    await writeUntilKilled(cloud, keys, sent, seed);
    cloud = await served(["--data", folder]);
    const s3 = await cloud.clients.s3();
    for (const [Key, known] of keys) {
      const found = await s3.send(new GetObjectCommand({ Bucket: "bkt", Key })).then(
        ({ Body }) => Body?.transformToString(),
        (error: Error) => (error.name === "NoSuchKey" ? undefined : Promise.reject(error)),
      );
      expect([known.acknowledged, ...known.asked], Key).toContain(found);
      known.acknowledged = found;
      known.asked = [];
    }
  }
  const there = await drained(cloud);
  expect([...sent].filter((message) => !there.has(message))).toEqual([]);
  await killed(cloud);
}, 60_000);

test("a folder in use, one of something else and one that is damaged are refused in a sentence, and left as they are", async () => {
  const folder = dataFolder();
  const first = await served(["--data", folder]);
  const refusal = async (...options: string[]): Promise<[unknown, string]> => {
    const child = start(["--port", "0", ...options]);
    const chunks: Buffer[] = [];
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    const [status] = await once(child, "close");
    return [status, Buffer.concat(chunks).toString()];
  };
  expect(await refusal("--data", folder)).toEqual([
    3,
    expect.stringMatching(/is in use by another cloud; stop that one/),
  ]);
  first.child.kill("SIGTERM");
  expect(await once(first.child, "exit")).toEqual([0, null]);
  expect(await refusal("--data", folder, "--seed", "7")).toEqual([
    2,
    expect.stringMatching(/--seed 7: the state in .* was begun with 1; leave the option out/),
  ]);
  const file = join(folder, "state.sqlite");
  const whole = readFileSync(file);
  const cut = whole.subarray(0, whole.length - 4096);
  writeFileSync(file, cut);
  expect(await refusal("--data", folder)).toEqual([3, expect.stringMatching(/cannot be read .*nothing was changed/)]);
  expect(readFileSync(file)).toEqual(cut);
  rmSync(file);
  writeFileSync(join(folder, "letter.txt"), "mine");
  expect(await refusal("--data", folder)).toEqual([3, expect.stringMatching(/holds other things and no state/)]);
}, 60_000);

test("virtual time goes on where it stood, ids are not drawn twice, and a reset empties the folder too", async () => {
  const folder = dataFolder();
  const options = ["--data", folder, "--clock", "virtual"];
  const before = await served(options);
  await fetch(`${before.endpoint}/_harness/clock`, { method: "POST", body: JSON.stringify({ advanceMs: 86_400_000 }) });
  const sqs = await before.clients.sqs();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
  const stood = await (await fetch(`${before.endpoint}/_harness/clock`)).json();
  await killed(before);

  // The clock is the state's own, without the option.
  const after = await served(["--data", folder]);
  const stands = await (await fetch(`${after.endpoint}/_harness/clock`)).json();
  expect(stands).toEqual(stood);
  const again = await after.clients.sqs();
  const moved = `${after.endpoint}/000000000000/jobs`;
  const second = await again.send(new SendMessageCommand({ QueueUrl: moved, MessageBody: "two" }));
  expect(second.MessageId).not.toBe(MessageId);
  await fetch(`${after.endpoint}/_harness/reset`, { method: "POST" });
  await killed(after);

  const emptied = await served(["--data", folder]);
  const { clients } = emptied;
  await expect(
    (await clients.sqs()).send(new ReceiveMessageCommand({ QueueUrl: `${emptied.endpoint}/000000000000/jobs` })),
  ).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  await killed(emptied);
}, 60_000);

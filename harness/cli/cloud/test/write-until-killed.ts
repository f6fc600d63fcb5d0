import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, onTestFinished } from "vitest";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { type Served, served } from "./served.ts";

export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "data-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function killed({ child }: Served): Promise<void> {
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

/**
 * For each seed clients write until the cloud is killed at a point that the seed chooses; after each restart everything that was
 * acknowledged must be there, and of what was not answered either all or nothing.
 */
export async function expectNothingLost(seeds: readonly number[]): Promise<void> {
  const folder = dataFolder();
  const keys = new Map<string, Known>();
  const sent = new Set<string>();
  let cloud = await served(["--data", folder]);
  await (await cloud.clients.s3()).send(new CreateBucketCommand({ Bucket: "bkt" }));
  await (await cloud.clients.sqs()).send(new CreateQueueCommand({ QueueName: "jobs" }));
  for (const seed of seeds) {
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
}

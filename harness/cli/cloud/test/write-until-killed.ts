import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, onTestFinished } from "vitest";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { callServed } from "./call-served.ts";
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

/** Where a client writes its keys, and by which way its messages come into the queue. */
interface Store {
  /** `undefined` deletes. */
  write(key: string, value: string | undefined): Promise<unknown>;
  read(key: string): Promise<string | undefined>;
  send(message: string): Promise<unknown>;
}

/** Objects, and messages. */
async function bucketAndQueue({ clients, endpoint }: Served): Promise<Store> {
  const [s3, sqs] = await Promise.all([clients.s3(), clients.sqs()]);
  const at = (Key: string) => ({ Bucket: "bkt", Key });
  return {
    write: async (key, Body) =>
      Body === undefined
        ? await s3.send(new DeleteObjectCommand(at(key)))
        : await s3.send(new PutObjectCommand({ ...at(key), Body })),
    read: (key) =>
      s3.send(new GetObjectCommand(at(key))).then(
        ({ Body }) => Body?.transformToString(),
        (error: Error) => (error.name === "NoSuchKey" ? undefined : Promise.reject(error)),
      ),
    send: (MessageBody) => sqs.send(new SendMessageCommand({ QueueUrl: `${endpoint}/000000000000/jobs`, MessageBody })),
  };
}

const TableName = "kept";
const TopicArn = "arn:aws:sns:us-east-1:000000000000:told";

/** Items, and messages of a topic to which the queue listens. */
function tableAndTopic({ endpoint }: Served): Store {
  const call = callServed(endpoint);
  const keyed = (key: string) => ({ id: { S: key } });
  return {
    write: (key, value) =>
      value === undefined
        ? call("dynamodb", "DeleteItem", { TableName, Key: keyed(key) })
        : call("dynamodb", "PutItem", { TableName, Item: { ...keyed(key), v: { S: value } } }),
    read: async (key) => {
      const { Item } = (await call("dynamodb", "GetItem", { TableName, Key: keyed(key) })) as {
        Item?: { v: { S: string } };
      };
      return Item?.v.S;
    },
    send: (Message) => call("sns", "Publish", { TopicArn, Message }),
  };
}

const storesOf = async (cloud: Served): Promise<Record<string, Store>> => {
  const first = await bucketAndQueue(cloud);
  return { a: first, b: first, c: tableAndTopic(cloud) };
};

async function makeStores(cloud: Served): Promise<void> {
  await (await cloud.clients.s3()).send(new CreateBucketCommand({ Bucket: "bkt" }));
  await (await cloud.clients.sqs()).send(new CreateQueueCommand({ QueueName: "jobs" }));
  const call = callServed(cloud.endpoint);
  await call("dynamodb", "CreateTable", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  });
  await call("sns", "CreateTopic", { Name: "told" });
  const Endpoint = "arn:aws:sqs:us-east-1:000000000000:jobs";
  const Attributes = { RawMessageDelivery: "true" };
  await call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint, Attributes });
}

/** Several clients write and delete keys, each its own, and send messages, until the cloud is killed after so many answers. */
async function writeUntilKilled(cloud: Served, keys: Map<string, Known>, sent: Set<string>, seed: number) {
  const random = new RandomStreams(seed);
  const draw = random.stream("test");
  let left = 20 + draw.integer(60);
  let round = 0;
  const count = (): void => {
    if (--left === 0) cloud.child.kill("SIGKILL");
  };
  const client = async ([name, store]: readonly [string, Store]): Promise<void> => {
    while (left > 0) {
      const Key = `${name}/${draw.integer(3)}`;
      const known = keys.get(Key) ?? { acknowledged: undefined, asked: [] };
      keys.set(Key, known);
      const long = name === "c" ? 300_000 : 1 << 20;
      const body = `${seed}/${name}/${round++}${".".repeat(draw.integer(3) === 0 ? long : 10)}`;
      const value = draw.integer(4) === 0 ? undefined : body;
      known.asked = [value];
      await store.write(Key, value);
      known.acknowledged = value;
      known.asked = [];
      count();
      const MessageBody = `${seed}/${name}/${round++}`;
      await store.send(MessageBody);
      sent.add(MessageBody);
      count();
    }
  };
  const ended = once(cloud.child, "exit");
  await Promise.allSettled(Object.entries(await storesOf(cloud)).map(client));
  await ended;
}

/** Removes from `sent` whatever the queue holds; none of it was received before. */
async function strikeOut(sent: Set<string>, { clients, endpoint }: Served): Promise<void> {
  const sqs = await clients.sqs();
  const QueueUrl = `${endpoint}/000000000000/jobs`;
  for (;;) {
    const asked = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 3600 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(asked));
    if (Messages.length === 0) return;
    for (const { Body = "" } of Messages) sent.delete(Body);
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
  await makeStores(cloud);
  for (const seed of seeds) {
    await writeUntilKilled(cloud, keys, sent, seed);
    cloud = await served(["--data", folder]);
    const stores = await storesOf(cloud);
    for (const [Key, known] of keys) {
      const found = await stores[Key.charAt(0)]?.read(Key);
      expect([known.acknowledged, ...known.asked], Key).toContain(found);
      known.acknowledged = found;
      known.asked = [];
    }
  }
  // What a topic had on its way goes out again after the restart.
  await expect
    .poll(async () => {
      await strikeOut(sent, cloud);
      return [...sent];
    })
    .toEqual([]);
  await killed(cloud);
}

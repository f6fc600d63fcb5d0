import { Readable } from "node:stream";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { createGateway } from "../../../emulator/gateway/gateway.ts";
import { createS3 } from "../../../emulator/s3/index.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { createClients } from "../clients.ts";
import { inProcessRequestHandler } from "../request-handler.ts";
import { ACCOUNT, ADMINISTRATOR, BUCKET, REGION } from "./fronts.ts";

const EPOCH = Date.UTC(2025, 11, 3, 10, 11, 20);

/** Two uploads at once, one struck by a failure and retried, then a read; all in a world's own time. */
async function run() {
  installWorldGlobals();
  const random = new RandomStreams(28);
  const clock = new VirtualClock({ name: "uploads", epochMs: EPOCH, globalRandom: random.stream("globals") });
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const dependencies = { clock, random, network, accountId: ACCOUNT, region: REGION };
  const room = createS3(dependencies);
  room.createBucket(BUCKET);
  const credentials = [{ ...ADMINISTRATOR, role: "administrator" }];
  const gateway = createGateway({ ...dependencies, policies: {}, credentials, rooms: [room] });
  const unavailable = { status: 503, headers: {}, body: Buffer.from("<Error><Code>SlowDown</Code></Error>") };
  // A stream cannot be sent twice, so the SDK would not retry the other one.
  network.faults.arm((hop) => hop.resource === "buffer", { name: "slow down", result: () => unavailable });
  const clients = createClients({
    endpoint: "http://127.0.0.1:4566",
    region: REGION,
    credentials: ADMINISTRATOR,
    requestHandler: inProcessRequestHandler((request) => gateway.send("server", request)),
  });
  const s3 = await clients.s3();

  const text = await clock.drive(async () => {
    await Promise.all([
      s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: "buffer", Body: "hello" })),
      s3.send(
        new PutObjectCommand({ Bucket: BUCKET, Key: "stream", Body: Readable.from(["hel", "lo"]), ContentLength: 5 }),
      ),
    ]);
    const read = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: "stream" }));
    return read.Body?.transformToString();
  });
  return { text, trace, elapsedMs: clock.elapsedMs };
}

test("SDK clients live in virtual time, the same in every run", async () => {
  const first = await run();
  expect(first.text).toBe("hello");
  const operations = first.trace.of("operation");
  expect(operations.map(({ operation, resource, outcome }) => [operation, resource, outcome])).toEqual([
    ["PutObject", "buffer", "SlowDown"],
    ["PutObject", "stream", "ok"],
    ["PutObject", "buffer", "ok"],
    ["GetObject", "stream", "ok"],
  ]);
  // The modelled times of four hops and one back-off of the SDK; signatures were accepted, so they bear the world's
  // date.
  expect(first.elapsedMs).toBeGreaterThan(30);
  const second = await run();
  expect(second.trace.hash()).toBe(first.trace.hash());
  expect(second.elapsedMs).toBe(first.elapsedMs);
});

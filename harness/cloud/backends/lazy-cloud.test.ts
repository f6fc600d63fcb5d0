import { expect, test } from "vitest";
import { RandomStreams } from "../../clock/random-streams.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { createLazyCloud } from "./lazy-cloud.ts";
import { TestClock } from "./test/test-clock.ts";

function lazyCloud() {
  const clock = new TestClock();
  const random = new RandomStreams(1);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const place = { accountId: "000000000000", region: "us-east-1", hasAllRegions: true };
  const unverified = { policies: {}, credentials: [], unknownAccessKeys: "accept-unverified" } as const;
  return createLazyCloud({ clock, random, network, ...place, ...unverified });
}

const signedFor = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIA/20261201/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=a`;

const send = (cloud: ReturnType<typeof lazyCloud>, service: string, target: string) =>
  cloud.gateway.sendAs("test", "any", {
    method: "POST",
    path: "/",
    headers: { host: "localhost", authorization: signedFor(service), "x-amz-target": target },
    body: Buffer.from("{}"),
  });

/** The services whose rooms are there. */
function madeOf(cloud: ReturnType<typeof lazyCloud>): string[] {
  const regional = [...cloud.regions().values()].flatMap(({ foretold, tellEvents: _, ...rooms }) => [
    ...Object.values(rooms),
    ...foretold,
  ]);
  return [cloud.s3, ...regional].filter(({ made }) => made !== undefined).map(({ service }) => service);
}

test("a cloud has no room before one is asked for, and then that one and what it needs", async () => {
  const cloud = lazyCloud();
  expect(madeOf(cloud)).toEqual([]);
  expect((await send(cloud, "sqs", "AmazonSQS.ListQueues")).status).toBe(200);
  expect(madeOf(cloud)).toEqual(["sqs"]);
  expect((await send(cloud, "states", "AWSStepFunctions.ListStateMachines")).status).toBe(200);
  expect(madeOf(cloud)).toEqual(["sqs", "states", "logs"]);
});

test("an operation that a room does not know is refused as by a room that was there", async () => {
  const { status, headers } = await send(lazyCloud(), "sqs", "AmazonSQS.Nothing");
  expect([status, headers["x-amzn-errortype"]]).toEqual([400, "UnknownOperationException"]);
});

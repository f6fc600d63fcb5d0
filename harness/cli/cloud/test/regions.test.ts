import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { TestClock } from "../../../cloud/backends/test/test-clock.ts";
import { createServiceCalls } from "../../../emulator/service-calls/index.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { ResettableCloud } from "../resettable-cloud.ts";
import { served } from "./served.ts";

const credentials = { accessKeyId: "test", secretAccessKey: "test" };

test("clients of two regions, made with nothing but endpoint and region, have a cloud each", async () => {
  const { endpoint } = await served();
  const sqs = (region: string) => new SQSClient({ endpoint, region, credentials });
  const [here, there] = [sqs("us-east-1"), sqs("eu-west-1")];
  for (const [client, body] of [
    [here, "here"],
    [there, "there"],
  ] as const) {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: "jobs" }));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual([body]);
  }
  const s3 = (region: string, more = {}) =>
    new S3Client({ endpoint, region, credentials, forcePathStyle: true, ...more });
  const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
  await s3("eu-west-1").send(new CreateBucketCommand({ Bucket: "ireland", CreateBucketConfiguration }));
  await s3("eu-west-1").send(new PutObjectCommand({ Bucket: "ireland", Key: "a", Body: "of ireland" }));
  const get = new GetObjectCommand({ Bucket: "ireland", Key: "a" });
  await expect(s3("us-east-1").send(get)).rejects.toMatchObject({ name: "PermanentRedirect" });
  // The SDK learns the region from the answer and signs again.
  const { Body } = await s3("us-east-1", { followRegionRedirects: true }).send(get);
  expect(await Body?.transformToString()).toBe("of ireland");
});

test("a reset empties every region, and stops what is under way there", async () => {
  const clock = new TestClock();
  const random = new RandomStreams(15);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const folder = mkdtempSync(join(tmpdir(), "toq-test-reset-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const place = { accountId: "000000000000", region: "us-east-1", hasAllRegions: true };
  const unverified = { policies: {}, credentials: [], unknownAccessKeys: "accept-unverified" } as const;
  const served = new ResettableCloud({ clock, random, network, ...place, ...unverified }, folder);
  const roleArn = "arn:aws:iam::000000000000:role/any";
  const call = (operation: string, request: Record<string, unknown>) =>
    createServiceCalls((source, role, http) => served.cloud.gateway.sendAs(source, role, http, "eu-west-1"))({
      service: "states",
      source: "test",
      roleArn,
      operation,
      request,
    });
  const definition = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 3_000_000, End: true } } };
  const machine = { Name: "patient", Definition: JSON.stringify(definition), RoleArn: roleArn };
  const { response } = await call("CreateStateMachine", machine);
  await call("StartExecution", { StateMachineArn: response.StateMachineArn });
  const before = served.cloud.regions().get("eu-west-1")?.stepFunctions.made;
  expect(before?.executions().map(({ status }) => status)).toEqual(["RUNNING"]);
  await served.reset();
  expect(before?.executions().map(({ status }) => status)).toEqual(["ABORTED"]);
  expect((await call("ListStateMachines", {})).response).toEqual({ StateMachines: [] });
});

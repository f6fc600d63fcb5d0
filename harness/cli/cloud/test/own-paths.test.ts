import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { CreateQueueCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { z } from "zod";
import { readHealth, readSystem } from "../../../cloud/containers/localstack-health.ts";
import { useLocalStack } from "../../../cloud/containers/use-localstack.ts";
import { EnvironmentError } from "../../../support/environment-error.ts";
import { served } from "./served.ts";

const timeSchema = z.object({ now: z.iso.datetime(), clock: z.enum(["real", "virtual"]) });
const MINUTE_MS = 60_000;

async function clockOf(endpoint: string, body?: string) {
  const answer = await fetch(`${endpoint}/_harness/clock`, body === undefined ? {} : { method: "POST", body });
  return { status: answer.status, json: await answer.json() };
}

test("the cloud has the health report of a LocalStack and says that it is none", async () => {
  const { endpoint } = await served();
  expect(await readHealth(endpoint)).toMatchObject({ edition: "toq-media-harness", services: { s3: "running" } });
  expect(await readSystem(endpoint)).toMatchObject({ inContainer: false });
  await expect(useLocalStack(endpoint, {})).rejects.toThrow(EnvironmentError);
  await expect(useLocalStack(endpoint, {})).rejects.toThrow(
    `At ${endpoint} the harness's own cloud answers, and no LocalStack`,
  );
});

test("the machine's clock can be read, and is not put forward", async () => {
  const { endpoint } = await served();
  expect(timeSchema.parse((await clockOf(endpoint)).json).clock).toBe("real");
  expect(await clockOf(endpoint, '{"advanceMs":1}')).toEqual({
    status: 409,
    json: { message: "The clock is the machine's and cannot be put forward: start with --clock virtual." },
  });
});

test("the health report says how the clock stands", async () => {
  const { endpoint } = await served();
  const answer = await fetch(`${endpoint}/_harness/health`);
  const report: unknown = await answer.json();
  expect([answer.status, report]).toMatchObject([200, { edition: "toq-media-harness", services: { sqs: "running" } }]);
  expect(timeSchema.parse(report).clock).toBe("real");
});

test.each(["/_harness/reset", "/_localstack/state/reset"])(
  "POST %s empties the cloud, and stops what is under way",
  async (path) => {
    const { endpoint, clients } = await served(["--clock", "virtual"]);
    const [s3, sqs, sfn] = [await clients.s3(), await clients.sqs(), await clients.sfn()];
    await s3.send(new CreateBucketCommand({ Bucket: "kept" }));
    await s3.send(new PutObjectCommand({ Bucket: "kept", Key: "large", Body: Buffer.alloc(2 << 20) }));
    await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
    const definition = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 3_000_000, End: true } } };
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({
        name: "patient",
        definition: JSON.stringify(definition),
        roleArn: "arn:aws:iam::000000000000:role/any",
      }),
    );
    await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const answer = await fetch(`${endpoint}${path}`, { method: "POST" });
    expect([answer.status, await answer.json()]).toEqual([200, { reset: true }]);
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
    expect((await sfn.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
    await s3.send(new CreateBucketCommand({ Bucket: "kept" }));
    await s3.send(new PutObjectCommand({ Bucket: "kept", Key: "large", Body: Buffer.alloc(2 << 20) }));
  },
);

test("a virtual clock goes on as far as it is told", async () => {
  const { endpoint, clients } = await served(["--clock", "virtual"]);
  const sfn = await clients.sfn();
  const definition = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 600, End: true } } };
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({
      name: "patient",
      definition: JSON.stringify(definition),
      roleArn: "arn:aws:iam::000000000000:role/any",
    }),
  );
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  const before = Date.parse(timeSchema.parse((await clockOf(endpoint)).json).now);
  const leapt = await clockOf(endpoint, JSON.stringify({ advanceMs: 15 * MINUTE_MS }));
  expect(leapt.status).toBe(200);
  expect(Date.parse(timeSchema.parse(leapt.json).now) - before).toBeGreaterThanOrEqual(15 * MINUTE_MS);
  expect((await sfn.send(new DescribeExecutionCommand({ executionArn }))).status).toBe("SUCCEEDED");
});

test("what is no leap is refused with an example, and the clock stays", async () => {
  const { endpoint } = await served(["--clock", "virtual"]);
  const before = (await clockOf(endpoint)).json;
  const message = 'Send {"advanceMs": 900000}: milliseconds from 0 to 31622400000 by which time goes on.';
  for (const body of ["", "{}", "15m", '{"advanceMs":-1}', '{"advanceMs":1e300}', '{"advanceMs":1,"x":2}', "null"]) {
    expect(await clockOf(endpoint, body), body).toEqual({ status: 400, json: { message } });
  }
  expect((await clockOf(endpoint)).json).toEqual(before);
});

test("another own path is refused with those that there are; a bucket's path is left to S3", async () => {
  const { endpoint } = await served();
  const answer = await fetch(`${endpoint}/_harness/clocks`);
  expect([answer.status, await answer.text()]).toEqual([
    404,
    expect.stringContaining("There is no GET /_harness/clocks; the cloud's own paths are GET /_localstack/health"),
  ]);
  expect(await (await fetch(`${endpoint}/_harnesses/clock`)).text()).toContain("<Error>");
});

test("a web page from elsewhere does not reach the clock", async () => {
  const { endpoint } = await served(["--clock", "virtual"]);
  const headers = { origin: "https://evil.example" };
  const answer = await fetch(`${endpoint}/_harness/clock`, { method: "POST", headers, body: '{"advanceMs":1}' });
  expect(answer.status).toBe(403);
});

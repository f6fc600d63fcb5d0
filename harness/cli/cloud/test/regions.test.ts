import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateStateMachineCommand, DescribeExecutionCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import {
  CreateQueueCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { createClients } from "../../../cloud/backends/clients.ts";
import { served } from "./served.ts";

const credentials = { accessKeyId: "test", secretAccessKey: "test" };

test("clients of two regions, made with nothing but endpoint and region, have a cloud each", async () => {
  const { endpoint } = await served();
  // Goes to the host of each queue's URL, as an SDK client does by default.
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
  const { endpoint } = await served(["--clock", "virtual"]);
  const there = createClients({ endpoint, region: "eu-west-1", credentials });
  const [sqs, sfn] = [await there.sqs(), await there.sfn()];
  await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  const States = { Wait: { Type: "Wait", Seconds: 3_000_000, End: true } };
  const machine = { name: "m", roleArn: "arn:aws:iam::000000000000:role/any" };
  const definition = JSON.stringify({ StartAt: "Wait", States });
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ ...machine, definition }));
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  expect((await fetch(`${endpoint}/_harness/reset`, { method: "POST" })).status).toBe(200);
  expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
  await expect(sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: "ExecutionDoesNotExist",
  });
});

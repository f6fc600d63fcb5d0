import { once } from "node:events";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { served, start } from "./served.ts";

test("the cloud serves any client on loopback, and a signal ends it in good order", async () => {
  const { child, clients } = await served();
  const s3 = await clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket: "photos" }));
  await s3.send(new PutObjectCommand({ Bucket: "photos", Key: "a.txt", Body: "hello" }));
  const answer = await s3.send(new GetObjectCommand({ Bucket: "photos", Key: "a.txt" }));
  expect(await answer.Body?.transformToString()).toBe("hello");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("with a virtual clock an execution that waits a year and a long poll are over at once", async () => {
  const { clients } = await served(["--clock", "virtual"]);
  const [sfn, sqs] = await Promise.all([clients.sfn(), clients.sqs()]);
  const definition = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 31_000_000, End: true } } };
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({
      name: "patient",
      definition: JSON.stringify(definition),
      roleArn: "arn:aws:iam::000000000000:role/any",
    }),
  );
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))).Messages).toBeUndefined();
  const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.map(({ type }) => type).slice(0, 2)).toEqual(["ExecutionStarted", "WaitStateEntered"]);
  // The client still signs by the machine's time, a year behind the cloud's.
  expect((await sfn.send(new DescribeExecutionCommand({ executionArn }))).status).toBe("SUCCEEDED");
});

test.each([
  [["--port", "70000"], '--port: "70000" is not a whole number from 0 to 65535.'],
  [["--allow-origin", "app.example"], '--allow-origin: "app.example" is no origin; write scheme, host and port'],
  [["--allow-origin", "https://app.example/page"], "is no origin"],
  [
    ["--allow-host", "aws.test:80"],
    '--allow-host: "aws.test:80" is no host; write a name or an address without a port',
  ],
  [["--clock", "slow"], '--clock: "slow" is neither real nor virtual.'],
])("%j is refused with one sentence and exit code 2", async (options, sentence) => {
  const child = start(options);
  const chunks: Buffer[] = [];
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  expect(await once(child, "close")).toEqual([2, null]);
  expect(Buffer.concat(chunks).toString()).toContain(sentence);
});

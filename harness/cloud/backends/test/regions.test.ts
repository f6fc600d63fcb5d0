import { CloudWatchLogsClient, CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  GetFunctionCommand,
  InvokeCommand,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateStateMachineCommand, ListStateMachinesCommand, StartSyncExecutionCommand } from "@aws-sdk/client-sfn";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { smallPackage } from "../../../emulator/lambda/test/small-package.ts";
import type { EmbeddedCloud } from "../embedded.ts";
import { ACCOUNT, cloudOfAllRegions, HOME, OTHER } from "./two-regions.ts";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/any`;

test.each(["test", "AKIASOMEBODYELSE0000"])(
  "two queues of one name, in two regions, signed with %s",
  async (accessKeyId) => {
    const { clients } = cloudOfAllRegions();
    const [here, there] = [clients(HOME, { accessKeyId }).sqs, clients(OTHER, { accessKeyId }).sqs];
    const made = await Promise.all(
      [here, there].map(async (sqs, index) => {
        const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: `message ${index}` }));
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
        );
        return { QueueUrl, arn: Attributes?.QueueArn };
      }),
    );
    expect(made).toEqual([
      { QueueUrl: `http://127.0.0.1:4566/${ACCOUNT}/jobs`, arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs` },
      {
        QueueUrl: `http://127.0.0.1:4566/queue/eu-west-1/${ACCOUNT}/jobs`,
        arn: `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`,
      },
    ]);
    const { Messages } = await there.send(new ReceiveMessageCommand({ QueueUrl: made[1]?.QueueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(["message 1"]);
    expect((await clients("ap-southeast-2").sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
  },
);

test("a queue of another region is no address of this one's, as AWS says", async () => {
  const { clients } = cloudOfAllRegions();
  const { QueueUrl } = await clients(OTHER).sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  const { sqs } = clients(HOME);
  await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "lost" }))).rejects.toMatchObject({
    name: "InvalidAddress",
    message: `The address ${QueueUrl} is not valid for this endpoint.`,
  });
  await expect(sqs.send(new GetQueueUrlCommand({ QueueName: "jobs" }))).rejects.toMatchObject({
    name: "QueueDoesNotExist",
  });
});

test("an endpoint that names its region takes what is signed for it, and queue URLs keep its name", async () => {
  const { clients } = cloudOfAllRegions();
  const endpoint = "http://sqs.eu-west-1.localhost:4566";
  const create = new CreateQueueCommand({ QueueName: "jobs" });
  const { QueueUrl } = await clients(OTHER, { endpoint }).sqs.send(create);
  expect(QueueUrl).toBe(`http://sqs.eu-west-1.localhost:4566/${ACCOUNT}/jobs`);
  const elsewhere = clients(HOME, { endpoint }).sqs;
  await expect(elsewhere.send(create)).rejects.toMatchObject({
    name: "InvalidSignatureException",
    message: "Credential should be scoped to a valid region, not 'us-east-1'.",
  });
  // Without an endpoint of its own the client goes where the queue's URL leads.
  const { endpoint: _, ...led } = clients(HOME).options;
  const send = new SendMessageCommand({ QueueUrl, MessageBody: "lost" });
  await expect(new SQSClient(led).send(send)).rejects.toMatchObject({ name: "InvalidSignatureException" });
  await new SQSClient({ ...led, region: OTHER }).send(send);
});

test.each(["test", "AKIASOMEBODYELSE0000"])(
  "a region that AWS has not is refused, signed with %s",
  async (accessKeyId) => {
    const { clients, cloud } = cloudOfAllRegions();
    const { sqs } = clients("eu-nowhere-7", { accessKeyId });
    await expect(sqs.send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: "Credential should be scoped to a valid region, not 'eu-nowhere-7'.",
    });
    expect([...cloud.regions().keys()]).toEqual([HOME]);
  },
);

test("logs are of a region, roles are of all, and STS answers in each", async () => {
  const { clients, cloud } = cloudOfAllRegions();
  const [here, there] = [clients(HOME).options, clients(OTHER).options];
  await new CloudWatchLogsClient(there).send(new CreateLogGroupCommand({ logGroupName: "app" }));
  const groups = await new CloudWatchLogsClient(there).send(new DescribeLogGroupsCommand({}));
  expect(groups.logGroups?.map(({ arn }) => arn)).toEqual([`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:app:*`]);
  expect((await new CloudWatchLogsClient(here).send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  await new IAMClient(there).send(new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: document }));
  const { Role } = await new IAMClient(here).send(new GetRoleCommand({ RoleName: "r" }));
  expect(Role?.Arn).toBe(`arn:aws:iam::${ACCOUNT}:role/r`);
  expect((await new STSClient(there).send(new GetCallerIdentityCommand({}))).Account).toBe(ACCOUNT);
  // Nothing but what was used has been made.
  expect([...cloud.regions().keys()]).toEqual([HOME, OTHER]);
});

function register(lambda: EmbeddedCloud["lambda"], answer: string): string {
  return lambda.registerFunction({
    functionName: "worker",
    role: "any",
    timeoutSeconds: 3,
    memoryMegabytes: 128,
    environment: {},
    handler: async () => JSON.stringify(answer),
  });
}

test("a state machine calls its own region's functions and queues, and is not given others'", async () => {
  const { clients, cloud, roomsOf } = cloudOfAllRegions();
  const { sfn, sqs, lambda } = clients(OTHER);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  const ours = register(roomsOf(OTHER).lambda, "of eu-west-1");
  const others = register(cloud.lambda, "of us-east-1");
  expect(ours).toBe(`arn:aws:lambda:eu-west-1:${ACCOUNT}:function:worker`);
  const States = {
    ByName: task("lambda:invoke", { FunctionName: "worker" }, { ResultSelector: { "a.$": "$.Payload" }, Next: "Tell" }),
    Tell: task("sqs:sendMessage", { QueueUrl, "MessageBody.$": "$.a" }, { Next: "Elsewhere" }),
    Elsewhere: task("lambda:invoke", { FunctionName: others }, { End: true }),
  };
  const definition = JSON.stringify({ StartAt: "ByName", States });
  const created = await sfn.send(
    new CreateStateMachineCommand({ name: "m", type: "EXPRESS", definition, roleArn: ROLE }),
  );
  expect(created.stateMachineArn).toBe(`arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:m`);
  const { stateMachineArn } = created;
  const ended = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));
  expect(ended).toMatchObject({
    status: "FAILED",
    error: "Lambda.ResourceNotFoundException",
    cause: expect.stringContaining("Functions from 'us-east-1' are not reachable in this region ('eu-west-1')"),
  });
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(["of eu-west-1"]);
  expect((await clients(HOME).sfn.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
  await expect(lambda.send(new InvokeCommand({ FunctionName: others }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')",
  });
  await expect(lambda.send(new GetFunctionCommand({ FunctionName: others }))).rejects.toThrow("are not reachable");
  const { Functions } = await clients(HOME).lambda.send(new ListFunctionsCommand({}));
  expect(Functions?.map(({ FunctionArn }) => FunctionArn)).toEqual([others]);
});

function task(resource: string, Parameters: Record<string, unknown>, more: Record<string, unknown>) {
  return { Type: "Task", Resource: `arn:aws:states:::${resource}`, Parameters, ...more };
}

test("a state machine is sent away by a bucket of another region", async () => {
  const { clients } = cloudOfAllRegions();
  await clients(HOME).s3.send(new CreateBucketCommand({ Bucket: "virginia" }));
  const { sfn } = clients(OTHER);
  const States = { Read: task("aws-sdk:s3:listObjectsV2", { Bucket: "virginia" }, { End: true }) };
  const definition = JSON.stringify({ StartAt: "Read", States });
  const machine = new CreateStateMachineCommand({ name: "m", type: "EXPRESS", definition, roleArn: ROLE });
  const { stateMachineArn } = await sfn.send(machine);
  expect(await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }))).toMatchObject({
    status: "FAILED",
    error: "S3.S3Exception",
    cause: expect.stringContaining("must be addressed using the specified endpoint"),
  });
});

test("a function's package comes from a bucket of its region, and can be fetched where it is", async () => {
  const { clients, cloud } = cloudOfAllRegions();
  const { s3, lambda } = clients(OTHER);
  await s3.send(new CreateBucketCommand({ Bucket: "packages" }));
  const Body = await smallPackage({ "index.py": "def handler(event, context): return 1" });
  await s3.send(new PutObjectCommand({ Bucket: "packages", Key: "f.zip", Body }));
  const create = new CreateFunctionCommand({
    FunctionName: "f",
    Runtime: "python3.12",
    Handler: "index.handler",
    Role: ROLE,
    Code: { S3Bucket: "packages", S3Key: "f.zip" },
  });
  await expect(clients(HOME).lambda.send(create)).rejects.toMatchObject({
    name: "InvalidParameterValueException",
    message:
      "Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this " +
      "region: eu-west-1. Please use this region to retry the request",
  });
  expect((await lambda.send(create)).FunctionArn).toBe(`arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`);
  const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: "f" }));
  const { host, pathname, search } = new URL(Code?.Location ?? "");
  const request = { method: "GET", path: pathname + search, headers: { host }, body: Buffer.alloc(0) };
  expect((await cloud.gateway.send("test", request)).body.equals(Body)).toBe(true);
  const mapping = { EventSourceArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs`, FunctionName: "f" };
  await clients(HOME).sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  await expect(lambda.send(new CreateEventSourceMappingCommand(mapping))).rejects.toThrow(
    "The specified queue does not exist.",
  );
});

test("a function's URL leads to its region by its name", async () => {
  const { clients, cloud, roomsOf } = cloudOfAllRegions();
  const { lambda } = clients(OTHER);
  await lambda.send(new ListFunctionsCommand({}));
  register(roomsOf(OTHER).lambda, "of eu-west-1");
  const url = new CreateFunctionUrlConfigCommand({ FunctionName: "worker", AuthType: "NONE" });
  const { host } = new URL((await lambda.send(url)).FunctionUrl ?? "");
  const request = { method: "GET", path: "/", headers: { host }, body: Buffer.alloc(0) };
  expect((await cloud.gateway.send("test", request)).body.toString()).toBe('"of eu-west-1"');
});

test("a cloud of one region refuses what is signed for another, as a world's does", async () => {
  const { clients, cloud } = cloudOfAllRegions({ hasAllRegions: false });
  await expect(clients(OTHER).sqs.send(new ListQueuesCommand({}))).rejects.toMatchObject({
    name: "IncompleteSignatureException",
  });
  expect([...cloud.regions().keys()]).toEqual([HOME]);
});

import { CloudWatchLogsClient, CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetFunctionCommand, InvokeCommand, ListFunctionsCommand } from "@aws-sdk/client-lambda";
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
  // Without another endpoint the client goes where the URL leads.
  const { options } = clients(HOME);
  const led = new SQSClient({ ...options, useQueueUrlAsEndpoint: true });
  await expect(led.send(new SendMessageCommand({ QueueUrl, MessageBody: "lost" }))).rejects.toThrow();
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

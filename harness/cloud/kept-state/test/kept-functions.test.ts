import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListVersionsByFunctionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
} from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { smallPackage } from "../../../emulator/lambda/test/small-package.ts";
import { keptCloud } from "./kept-cloud-under-test.ts";

const Role = "arn:aws:iam::000000000000:role/any";
const SOURCE = [
  "import os",
  "def handler(event, context):",
  "    return [os.environ['GREETING'], event, context.function_version]",
].join("\n");

test("functions, versions, aliases, layers, permissions, URLs and mappings are there again, and they run", async () => {
  const before = await keptCloud();
  const lambda = await before.clients.lambda();
  const queue = before.cloud.sqs.createQueue("jobs");
  const FunctionName = "f";
  const ZipFile = await smallPackage({ "handler.py": SOURCE });
  const layer = await lambda.send(new PublishLayerVersionCommand({ LayerName: "l", Content: { ZipFile } }));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: "python3.12",
      Handler: "handler.handler",
      Code: { ZipFile },
      Environment: { Variables: { GREETING: "hello" } },
      Layers: [layer.LayerVersionArn ?? ""],
      Tags: { a: "b" },
    }),
  );
  await lambda.send(new PublishVersionCommand({ FunctionName }));
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  const permission = { StatementId: "s", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" };
  await lambda.send(new AddPermissionCommand({ FunctionName, ...permission }));
  const url = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
  await lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue.arn }));
  await lambda.send(
    new CreateFunctionCommand({ FunctionName: "gone", Role, Runtime: "python3.12", Handler: "h.h", Code: { ZipFile } }),
  );
  await lambda.send(new DeleteFunctionCommand({ FunctionName: "gone" }));
  const told = await lambda.send(new GetFunctionCommand({ FunctionName }));
  const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
  const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName }));

  const after = await before.afterCrash();
  const again = await after.clients.lambda();
  const retold = await again.send(new GetFunctionCommand({ FunctionName }));
  expect([retold.Configuration, retold.Tags]).toEqual([told.Configuration, told.Tags]);
  expect((await again.send(new ListVersionsByFunctionCommand({ FunctionName }))).Versions).toEqual(Versions);
  expect((await again.send(new GetPolicyCommand({ FunctionName }))).Policy).toBe(Policy);
  expect((await again.send(new GetFunctionUrlConfigCommand({ FunctionName }))).FunctionUrl).toBe(url.FunctionUrl);
  await expect(again.send(new GetFunctionCommand({ FunctionName: "gone" }))).rejects.toThrow("Function not found");
  const answer = await again.send(new InvokeCommand({ FunctionName, Qualifier: "live", Payload: '"you"' }));
  expect(JSON.parse(Buffer.from(answer.Payload ?? []).toString())).toEqual(["hello", "you", "1"]);
  const restored = after.cloud.sqs.queueByName("jobs");
  if (!restored) throw new Error("The queue is gone.");
  after.cloud.sqs.sendMessage(restored, { body: "one", attributes: {}, senderId: "me" }, Date.now());
  const emptied = new Promise<void>((resolve) => {
    const leave = restored.watch(() => {
      if (after.cloud.sqs.messages("jobs").length > 0) return;
      leave();
      resolve();
    });
  });
  await emptied;
  // A second restart of the same finds the code again.
  const last = await (await after.afterCrash()).clients.lambda();
  expect((await last.send(new GetFunctionCommand({ FunctionName }))).Configuration).toEqual(told.Configuration);
});

test("log groups, streams and events, roles, users and access keys are there again", async () => {
  const before = await keptCloud();
  const logs = new CloudWatchLogsClient(before.reach);
  const iam = new IAMClient(before.reach);
  const names = { logGroupName: "g", logStreamName: "s" };
  await logs.send(new CreateLogGroupCommand({ logGroupName: "g", tags: { a: "b" } }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: "g", retentionInDays: 7 }));
  for (const logStreamName of ["s", "gone"]) {
    await logs.send(new CreateLogStreamCommand({ logGroupName: "g", logStreamName }));
  }
  const logEvents = ["one", "two"].map((message) => ({ timestamp: Date.now(), message }));
  for (const logStreamName of ["s", "gone"]) {
    await logs.send(new PutLogEventsCommand({ ...names, logStreamName, logEvents }));
  }
  await logs.send(new DeleteLogStreamCommand({ ...names, logStreamName: "gone" }));
  const { events } = await logs.send(new GetLogEventsCommand({ ...names, startFromHead: true }));
  await iam.send(new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: '{"Statement":[]}' }));
  await iam.send(new PutRolePolicyCommand({ RoleName: "r", PolicyName: "p", PolicyDocument: '{"Statement":[]}' }));
  await iam.send(new CreateUserCommand({ UserName: "u" }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "u" }));
  const role = await iam.send(new GetRoleCommand({ RoleName: "r" }));

  const { reach } = await before.afterCrash();
  const again = new CloudWatchLogsClient(reach);
  expect((await again.send(new DescribeLogGroupsCommand({}))).logGroups).toMatchObject([
    { logGroupName: "g", retentionInDays: 7 },
  ]);
  expect((await again.send(new GetLogEventsCommand({ ...names, startFromHead: true }))).events).toEqual(events);
  await expect(again.send(new GetLogEventsCommand({ ...names, logStreamName: "gone" }))).rejects.toThrow();
  expect((await new IAMClient(reach).send(new GetRoleCommand({ RoleName: "r" }))).Role).toEqual(role.Role);
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
  const caller = await new STSClient({ ...reach, credentials }).send(new GetCallerIdentityCommand({}));
  expect(caller.Arn).toBe("arn:aws:iam::000000000000:user/u");
});

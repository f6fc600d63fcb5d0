import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteFunctionEventInvokeConfigCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionRecursionConfigCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  GetRuntimeManagementConfigCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListTagsCommand,
  type LogType,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  PutFunctionRecursionConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
  PutRuntimeManagementConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import type { FunctionHandler } from "../index.ts";
import { lambdaCloud } from "./lambda-cloud.ts";

installWorldGlobals();

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:worker";
const FunctionName = "worker";
const refused = (promise: Promise<unknown>) => expect(promise).rejects;

async function withWorker(
  story: (at: { client: LambdaClient; cloud: ReturnType<typeof lambdaCloud> }) => Promise<void>,
  handler: FunctionHandler = async () => "{}",
): Promise<void> {
  const cloud = lambdaCloud();
  cloud.register(handler);
  await cloud.clock.drive(() => story({ client: new LambdaClient(cloud.client()), cloud }));
}

test("permissions are statements of a policy, of the function or of one qualifier", () =>
  withWorker(async ({ client }) => {
    const add = (input: object) =>
      client.send(
        new AddPermissionCommand({
          FunctionName,
          StatementId: "s3",
          Action: "lambda:InvokeFunction",
          Principal: "s3.amazonaws.com",
          ...input,
        }),
      );
    const { Statement = "" } = await add({ SourceArn: "arn:aws:s3:::bucket", SourceAccount: "123456789012" });
    const statement = {
      Sid: "s3",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: ARN,
      Condition: {
        StringEquals: { "AWS:SourceAccount": "123456789012" },
        ArnLike: { "AWS:SourceArn": "arn:aws:s3:::bucket" },
      },
    };
    expect(JSON.parse(Statement)).toEqual(statement);
    const policy = async (Qualifier?: string) =>
      JSON.parse((await client.send(new GetPolicyCommand({ FunctionName, Qualifier }))).Policy ?? "");
    expect(await policy()).toEqual({ Version: "2012-10-17", Id: "default", Statement: [statement] });
    await refused(add({})).toMatchObject({
      name: "ResourceConflictException",
      message:
        "The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.",
    });
    await client.send(new PublishVersionCommand({ FunctionName }));
    await add({ Qualifier: "1", Principal: "111122223333" });
    expect((await policy("1")).Statement).toMatchObject([
      { Principal: { AWS: "arn:aws:iam::111122223333:root" }, Resource: `${ARN}:1` },
    ]);
    for (const Principal of ["nobody", "s3.example.com"]) {
      await refused(add({ StatementId: "x", Principal })).toMatchObject({
        message: "The provided principal was invalid. Please check the principal and try again.",
      });
    }
    const remove = (StatementId: string) => client.send(new RemovePermissionCommand({ FunctionName, StatementId }));
    await refused(remove("none")).toMatchObject({ message: "Statement none is not found in resource policy." });
    await remove("s3");
    await refused(policy()).toMatchObject({ message: "The resource you requested does not exist." });
    await refused(remove("s3")).toMatchObject({ message: "No policy is associated with the given resource." });
  }));

test("reserved concurrency is put, held and taken away", () =>
  withWorker(async ({ client }) => {
    const put = (ReservedConcurrentExecutions: number) =>
      client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
    const get = async () =>
      (await client.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;
    expect(await get()).toBeUndefined();
    await put(0);
    expect(await get()).toBe(0);
    await refused(client.send(new InvokeCommand({ FunctionName }))).toMatchObject({ name: "TooManyRequestsException" });
    await refused(put(901)).toMatchObject({
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    await put(900);
    expect((await client.send(new GetAccountSettingsCommand({}))).AccountLimit).toMatchObject({
      ConcurrentExecutions: 1000,
      UnreservedConcurrentExecutions: 100,
    });
    await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect(await get()).toBeUndefined();
    expect((await client.send(new InvokeCommand({ FunctionName }))).StatusCode).toBe(200);
  }));

test("an asynchronous invocation that fails is told to its destination after as many attempts as are asked for", () =>
  withWorker(
    async ({ client, cloud }) => {
      const failed = cloud.sqs.createQueue("failed");
      const config = await client.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName,
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination: failed.arn } },
        }),
      );
      expect(config).toMatchObject({
        FunctionArn: `${ARN}:$LATEST`,
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: failed.arn } },
      });
      const Payload = '{"job":7}';
      await client.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }));
      await cloud.clock.settle();
      expect(cloud.invocations()).toHaveLength(2);
      const [told] = cloud.sqs.messages("failed");
      expect(JSON.parse(told?.body ?? "")).toMatchObject({
        version: "1.0",
        timestamp: expect.stringMatching(/^2025-12-03T10:01:00/),
        requestContext: {
          requestId: expect.any(String),
          functionArn: `${ARN}:$LATEST`,
          condition: "RetriesExhausted",
          approximateInvokeCount: 2,
        },
        requestPayload: { job: 7 },
        responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
        responsePayload: { errorMessage: "no" },
      });
    },
    async () => {
      throw new Error("no");
    },
  ));

test("one that succeeds is passed on to another function", () =>
  withWorker(
    async ({ client, cloud }) => {
      const got: string[] = [];
      const next = cloud.register(
        async (payload) => {
          got.push(payload);
          return "null";
        },
        { functionName: "next" },
      );
      const DestinationConfig = { OnSuccess: { Destination: next } };
      await client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
      await client.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: "1" }));
      await cloud.clock.settle();
      expect(got.map((payload) => JSON.parse(payload))).toMatchObject([
        { requestContext: { condition: "Success" }, requestPayload: 1, responsePayload: { done: true } },
      ]);
    },
    async () => '{"done":true}',
  ));

test("how asynchronous invocations end is configured by qualifier", () =>
  withWorker(async ({ client }) => {
    const absent = { message: `The function ${ARN}:$LATEST doesn't have an EventInvokeConfig` };
    const get = () => client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
    await refused(get()).toMatchObject(absent);
    await refused(
      client.send(new UpdateFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1 })),
    ).toMatchObject(absent);
    await refused(client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName }))).toMatchObject({
      message: "You must specify at least one of error handling or destination setting.",
    });
    await client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 0 }));
    await client.send(new UpdateFunctionEventInvokeConfigCommand({ FunctionName, MaximumEventAgeInSeconds: 60 }));
    expect(await get()).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
    const list = await client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName }));
    expect(list.FunctionEventInvokeConfigs).toHaveLength(1);
    const Destination = "arn:aws:s3:::bucket";
    await refused(
      client.send(
        new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig: { OnFailure: { Destination } } }),
      ),
    ).toMatchObject({ name: "NotImplemented" });
    await client.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName }));
    await refused(get()).toMatchObject(absent);
  }));

test("tags, and what is kept and answered without effect", () =>
  withWorker(async ({ client }) => {
    const tags = async () => (await client.send(new ListTagsCommand({ Resource: ARN }))).Tags;
    expect(await tags()).toEqual({});
    await client.send(new TagResourceCommand({ Resource: ARN, Tags: { a: "1", b: "2" } }));
    await client.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ["a", "c"] }));
    expect(await tags()).toEqual({ b: "2" });
    expect((await client.send(new GetFunctionCommand({ FunctionName }))).Tags).toEqual({ b: "2" });
    await refused(client.send(new ListTagsCommand({ Resource: `${ARN}-none` }))).toMatchObject({
      name: "ResourceNotFoundException",
    });

    const loop = () => client.send(new GetFunctionRecursionConfigCommand({ FunctionName }));
    expect((await loop()).RecursiveLoop).toBe("Terminate");
    await client.send(new PutFunctionRecursionConfigCommand({ FunctionName, RecursiveLoop: "Allow" }));
    expect((await loop()).RecursiveLoop).toBe("Allow");

    const runtime = () => client.send(new GetRuntimeManagementConfigCommand({ FunctionName }));
    expect(await runtime()).toMatchObject({ UpdateRuntimeOn: "Auto", FunctionArn: ARN });
    const UpdateRuntimeOn = "FunctionUpdate";
    await client.send(new PutRuntimeManagementConfigCommand({ FunctionName, UpdateRuntimeOn }));
    expect(await runtime()).toMatchObject({ UpdateRuntimeOn });

    await client.send(new PublishVersionCommand({ FunctionName }));
    const one = { FunctionName, Qualifier: "1" };
    const executions = { ProvisionedConcurrentExecutions: 2 };
    const put = await client.send(new PutProvisionedConcurrencyConfigCommand({ ...one, ...executions }));
    expect(put).toMatchObject({ Status: "IN_PROGRESS", RequestedProvisionedConcurrentExecutions: 2 });
    const ready = { Status: "READY", AvailableProvisionedConcurrentExecutions: 2 };
    expect(await client.send(new GetProvisionedConcurrencyConfigCommand(one))).toMatchObject(ready);
    const list = await client.send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName }));
    expect(list.ProvisionedConcurrencyConfigs).toMatchObject([{ FunctionArn: `${ARN}:1`, ...ready }]);
    const provision = (Qualifier: string, ProvisionedConcurrentExecutions = 1) =>
      refused(
        client.send(
          new PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier, ProvisionedConcurrentExecutions }),
        ),
      );
    await client.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    await provision("live").toMatchObject({
      name: "ResourceConflictException",
      message: "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    });
    await provision("none").toMatchObject({
      name: "ResourceNotFoundException",
      message: `Cannot find alias arn: ${ARN}:none`,
    });
    await provision("1", 901).toThrow("is greater than account's unreserved concurrency [1000].");
    await client.send(new DeleteProvisionedConcurrencyConfigCommand(one));
    await refused(client.send(new GetProvisionedConcurrencyConfigCommand(one))).toMatchObject({
      name: "ProvisionedConcurrencyConfigNotFoundException",
    });
  }));

test("members of path, query and headers are held against the model, as those of a body are", () =>
  withWorker(async ({ client }) => {
    const get = (input: { FunctionName: string; Qualifier?: string }) =>
      refused(client.send(new GetFunctionCommand(input)));
    await get({ FunctionName: "a b" }).toMatchObject({
      name: "ValidationException",
      message: expect.stringMatching(
        /^1 validation error detected: Value 'a b' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
      ),
    });
    await get({ FunctionName: "a b", Qualifier: "c d" }).toThrow("2 validation errors detected: ");
    await refused(client.send(new InvokeCommand({ FunctionName, LogType: "All" as LogType }))).toThrow(
      "Value 'All' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]",
    );
    await refused(client.send(new ListFunctionsCommand({ MaxItems: 0 }))).toThrow(
      "Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
    const payload = new InvokeCommand({ FunctionName, Payload: Buffer.from("not json") });
    await refused(client.send(payload)).toThrow("Could not parse payload into json: Unrecognized token 'not'");
    const url = new CreateFunctionUrlConfigCommand({ FunctionName: "none", AuthType: "NONE" });
    await refused(client.send(url)).toThrow("Function does not exist");
    const itself = { FunctionName, DestinationConfig: { OnFailure: { Destination: ARN } } };
    await refused(client.send(new PutFunctionEventInvokeConfigCommand(itself))).toThrow(
      "You can't specify the function as a destination for itself.",
    );
  }));

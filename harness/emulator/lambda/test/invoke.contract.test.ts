import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { lambdaCloud } from "./lambda-cloud.ts";

installWorldGlobals();

const payloadOf = (result: { Payload?: Uint8Array }) => Buffer.from(result.Payload ?? []).toString("utf8");
const ARN = "arn:aws:lambda:us-east-1:123456789012:function:worker";

test("a function is invoked with the client's text and answers with its own", async () => {
  const cloud = lambdaCloud();
  const seen: unknown[] = [];
  cloud.register(async (payload, context) => {
    seen.push([payload, context.functionArn, context.deadlineMs - cloud.clock.now()]);
    return '{"b":1.0,"a":2}';
  });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const result = await client.send(new InvokeCommand({ FunctionName: ARN, Payload: '{"n": 1.50}' }));
    expect(result).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
    expect(result.FunctionError).toBeUndefined();
    expect(payloadOf(result)).toBe('{"b":1.0,"a":2}');
    await client.send(new InvokeCommand({ FunctionName: "worker" }));
  });
  expect(seen).toEqual([
    ['{"n": 1.50}', ARN, 3000],
    ["{}", ARN, 3000],
  ]);
});

test("a failing function answers 200, Unhandled and its error, and the trace names the error", async () => {
  const cloud = lambdaCloud();
  cloud.register(async () => {
    throw Object.assign(new Error("no such job"), { errorType: "errorString" });
  });
  await cloud.clock.drive(async () => {
    const result = await new LambdaClient(cloud.client()).send(new InvokeCommand({ FunctionName: "worker" }));
    expect(result).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
    expect(payloadOf(result)).toBe('{"errorMessage":"no such job","errorType":"errorString"}');
  });
  expect(cloud.trace.of("operation")).toMatchObject([
    { source: "client", target: "lambda", operation: "Invoke", resource: "worker", outcome: "ok" },
    { source: "lambda", target: "worker", operation: "invocation", outcome: "errorString", error: "no such job" },
  ]);
});

test("a function that takes too long is given up in virtual time, and its late result is only noted", async () => {
  const cloud = lambdaCloud();
  cloud.register(async () => {
    await cloud.clock.sleep(5000, "slow work");
    return "{}";
  });
  await cloud.clock.drive(async () => {
    const from = cloud.clock.elapsedMs;
    const result = await new LambdaClient(cloud.client()).send(new InvokeCommand({ FunctionName: "worker" }));
    expect(result.FunctionError).toBe("Unhandled");
    expect(JSON.parse(payloadOf(result))).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 3\.00 seconds$/),
    });
    expect(Math.round((cloud.clock.elapsedMs - from) / 1000)).toBe(3);
    expect(cloud.notes()).toEqual([]);
    await cloud.clock.settle();
  });
  expect(cloud.invocations()).toEqual(["Sandbox.Timedout"]);
  expect(cloud.notes()).toEqual(["worker ended after its time-out; its result reaches nobody"]);
});

test("a function that never answers does not hang the world, and a fault's delay counts towards the time-out", async () => {
  const cloud = lambdaCloud();
  cloud.register(() => new Promise(() => {}));
  cloud.register(async () => "{}", { functionName: "delayed" });
  cloud.faults.arm({ target: "delayed" }, { name: "cold start for ever", delayMs: 60_000 });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    for (const FunctionName of ["worker", "delayed"]) {
      expect(payloadOf(await client.send(new InvokeCommand({ FunctionName })))).toContain("Sandbox.Timedout");
    }
  });
});

test("faults take the place of a function's answer: an error, an object, a result, or the service's own refusal", async () => {
  const cloud = lambdaCloud();
  cloud.register(async () => "{}");
  const exit = { errorType: "Runtime.ExitError", errorMessage: "RequestId: 1 Error: Runtime exited" };
  const strikes = [
    { name: "exit", error: () => exit },
    { name: "other answer", result: () => ({ jobId: 7 }) },
    { name: "service", error: () => new AwsError("ServiceException", "Down.", { status: 500 }) },
  ];
  for (const fault of strikes) cloud.faults.arm({ source: "lambda", operation: "invocation" }, fault);
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const invoke = () => client.send(new InvokeCommand({ FunctionName: "worker" }));
    const struck = await invoke();
    expect([struck.FunctionError, payloadOf(struck)]).toEqual(["Unhandled", JSON.stringify(exit)]);
    expect(payloadOf(await invoke())).toBe('{"jobId":7}');
    await expect(invoke()).rejects.toMatchObject({ name: "ServiceException", $metadata: { httpStatusCode: 500 } });
  });
});

test("what cannot be invoked is refused in AWS's words", async () => {
  const cloud = lambdaCloud();
  cloud.register(async () => "x".repeat(6_291_557));
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const invoke = (input: Partial<InvokeCommand["input"]>) =>
      client.send(new InvokeCommand({ FunctionName: "worker", ...input }));
    await expect(invoke({ FunctionName: "nobody", Qualifier: "$LATEST" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST",
      $metadata: { httpStatusCode: 404 },
    });
    expect(cloud.exchanges.at(-1)?.body).toBe(
      '{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST"}',
    );
    await expect(invoke({ Payload: "{" })).rejects.toMatchObject({
      name: "InvalidRequestContentException",
      message: expect.stringMatching(/^Could not parse request body into json: Could not parse payload into json: /),
    });
    const large = JSON.stringify("x".repeat(1_048_576));
    await expect(invoke({ Payload: large, InvocationType: "Event" })).rejects.toMatchObject({
      message: "Request must be smaller than 1048576 bytes for the InvokeFunction operation",
      $metadata: { httpStatusCode: 413 },
    });
    expect(payloadOf(await invoke({}))).toBe(
      '{"errorType":"Function.ResponseSizeTooLarge","errorMessage":' +
        '"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}',
    );
    for (const header of [{ DurableExecutionName: "d" }, { TenantId: "t" }]) {
      await expect(invoke(header)).rejects.toMatchObject({ name: "NotImplemented" });
    }
    expect((await invoke({ InvocationType: "DryRun" })).StatusCode).toBe(204);
  });
});

test("more invocations than the reserved concurrency are throttled", async () => {
  const cloud = lambdaCloud();
  cloud.register(
    async () => {
      await cloud.clock.sleep(1000, "work");
      return "{}";
    },
    { reservedConcurrency: 1 },
  );
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const invoke = () => client.send(new InvokeCommand({ FunctionName: "worker" }));
    const first = invoke();
    await cloud.clock.sleep(100, "a moment");
    await expect(invoke()).rejects.toMatchObject({
      name: "TooManyRequestsException",
      message: "Rate Exceeded.",
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      $metadata: { httpStatusCode: 429 },
    });
    await first;
    await invoke();
  });
});

test("an asynchronous invocation is accepted at once and tried three times, a minute and two minutes apart", async () => {
  const cloud = lambdaCloud();
  const attempts: [number, string][] = [];
  cloud.register(async (_, { awsRequestId }) => {
    attempts.push([Math.round(cloud.clock.elapsedMs / 1000), awsRequestId]);
    throw new Error("no");
  });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const result = await client.send(new InvokeCommand({ FunctionName: "worker", InvocationType: "Event" }));
    expect([result.StatusCode, payloadOf(result), attempts.length]).toEqual([202, "", 0]);
    await cloud.clock.settle();
  });
  expect(attempts.map(([second]) => second)).toEqual([0, 60, 180]);
  expect(new Set(attempts.map(([, requestId]) => requestId)).size).toBe(1);
  expect(cloud.notes()).toEqual(["asynchronous invocation of worker given up: RetriesExhausted"]);
});

test("a throttled asynchronous invocation is tried for six hours", async () => {
  const cloud = lambdaCloud();
  cloud.register(async () => "{}");
  const error = () => new AwsError("TooManyRequestsException", "Rate Exceeded.", { status: 429 });
  cloud.faults.arm({ source: "lambda", operation: "invocation" }, { name: "throttling", error }, { times: 1000 });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    await client.send(new InvokeCommand({ FunctionName: "worker", InvocationType: "Event" }));
    await cloud.clock.settle();
  });
  expect(cloud.notes()).toEqual(["asynchronous invocation of worker given up: EventAgeExceeded"]);
  expect(cloud.clock.elapsedMs).toBeGreaterThan(5.8 * 3_600_000);
  expect(cloud.clock.elapsedMs).toBeLessThanOrEqual(6.01 * 3_600_000);
});

test("an asynchronous invocation of a function that may not run is given up at once", async () => {
  const cloud = lambdaCloud();
  cloud.register(async () => "{}", { reservedConcurrency: 0 });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    await client.send(new InvokeCommand({ FunctionName: "worker", InvocationType: "Event" }));
    await cloud.clock.settle();
  });
  expect(cloud.notes()).toEqual(["asynchronous invocation of worker given up: ZeroReservedConcurrency"]);
});

test("functions are described and listed", async () => {
  const cloud = lambdaCloud();
  cloud.register(async () => "{}", { reservedConcurrency: 5 });
  cloud.register(async () => "{}", { functionName: "another" });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const configuration = {
      FunctionName: "worker",
      FunctionArn: ARN,
      Role: "arn:aws:iam::123456789012:role/functions",
      Timeout: 3,
      MemorySize: 128,
      Environment: { Variables: { STAGE: "test" } },
      Version: "$LATEST",
      State: "Active",
      LastModified: "2025-12-03T10:00:00.000+0000",
    };
    expect(await client.send(new GetFunctionCommand({ FunctionName: "worker" }))).toMatchObject({
      Configuration: configuration,
      Concurrency: { ReservedConcurrentExecutions: 5 },
    });
    expect(await client.send(new GetFunctionConfigurationCommand({ FunctionName: "worker" }))).toMatchObject(
      configuration,
    );
    const page = await client.send(new ListFunctionsCommand({ MaxItems: 1 }));
    const rest = await client.send(new ListFunctionsCommand({ MaxItems: 1, Marker: page.NextMarker }));
    expect([page, rest].map(({ Functions }) => Functions?.map(({ FunctionName }) => FunctionName))).toEqual([
      ["another"],
      ["worker"],
    ]);
    expect(rest.NextMarker).toBeUndefined();
  });
});

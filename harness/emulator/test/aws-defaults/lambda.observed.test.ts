import { expect, test } from "vitest";
import { configurationOf, parseCreateFunction } from "../../lambda/function-input.ts";
import { inWholeCloud, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { LAMBDA } from "./lambda.ts";
import { numberOf, takenOf, takes } from "./observe.ts";

const aws = (name: string): number => numberOf(LAMBDA, name);

/** An in-process function that answers what it was given. */
function register(at: WholeCloud, functionName: string): void {
  at.cloud.lambda.registerFunction({
    functionName,
    role: "functions",
    timeoutSeconds: 1,
    memoryMegabytes: 128,
    environment: {},
    handler: (payload) => Promise.resolve(payload),
  });
}

/** A mapping from a queue of its own to a function of its own. */
async function mapped(at: WholeCloud, name: string, settings: Record<string, unknown> = {}) {
  await at.call("sqs", "CreateQueue", { QueueName: name });
  register(at, name);
  const EventSourceArn = `arn:aws:sqs:us-east-1:123456789012:${name}`;
  return at.call("lambda", "CreateEventSourceMapping", { EventSourceArn, FunctionName: name, ...settings });
}

test("payloads", () =>
  inWholeCloud(async (at) => {
    register(at, "f");
    const invoke = (bytes: number, InvocationType: string) =>
      at.call("lambda", "Invoke", { FunctionName: "f", InvocationType, Payload: `"${"x".repeat(bytes - 2)}"` });
    const synchronous = aws("MAX_REQUEST_BYTES");
    expect(await takenOf({ maximum: synchronous }, (bytes) => invoke(bytes, "RequestResponse"))).toEqual([synchronous]);
    const asynchronous = aws("MAX_ASYNCHRONOUS_REQUEST_BYTES");
    expect(await takenOf({ maximum: asynchronous }, (bytes) => invoke(bytes, "Event"))).toEqual([asynchronous]);
  }));

test("an asynchronous invocation is repeated after one minute and after two more", () =>
  inWholeCloud(async (at) => {
    const started: number[] = [];
    at.cloud.lambda.registerFunction({
      functionName: "f",
      role: "functions",
      timeoutSeconds: 1,
      memoryMegabytes: 128,
      environment: {},
      handler() {
        started.push(at.clock.now());
        return Promise.reject(new Error("fails"));
      },
    });
    await at.call("lambda", "Invoke", { FunctionName: "f", InvocationType: "Event", Payload: "{}" });
    await at.clock.settle();
    const gaps = started.slice(1).map((moment, index) => moment - (started[index] ?? 0));
    expect(gaps).toEqual(LAMBDA.ASYNCHRONOUS_RETRY_DELAYS_MS?.[0]);
  }));

test("answers: how many bytes", () =>
  inWholeCloud(async (at) => {
    const answer = async (bytes: number) => {
      const functionName = `answers-${bytes}`;
      at.cloud.lambda.registerFunction({
        functionName,
        role: "functions",
        timeoutSeconds: 1,
        memoryMegabytes: 128,
        environment: {},
        handler: () => Promise.resolve(`"${"x".repeat(bytes - 2)}"`),
      });
      return (await at.call("lambda", "Invoke", { FunctionName: functionName })).FunctionError;
    };
    const most = aws("MAX_RESPONSE_BYTES");
    expect([await answer(most), await answer(most + 1)]).toEqual([undefined, "Unhandled"]);
  }));

test("a function's name", () =>
  inWholeCloud(async (at) => {
    const most = aws("MAX_FUNCTION_NAME_CHARACTERS");
    register(at, "f".repeat(most));
    expect(() => register(at, "f".repeat(most + 1))).toThrow(`up to ${most} letters`);
  }));

test("a function's settings: defaults and bounds", async () => {
  const given = {
    FunctionName: "f",
    Code: {},
    Role: "arn:aws:iam::123456789012:role/r",
    Runtime: "provided",
    Handler: "h",
  };
  expect(configurationOf(parseCreateFunction(given), undefined)).toMatchObject({
    timeoutSeconds: aws("TIMEOUT_SECONDS.usual"),
    memoryMegabytes: aws("MEMORY_MEGABYTES.usual"),
  });
  const create = (member: string) => async (value: unknown) => parseCreateFunction({ ...given, [member]: value });
  const bounds = (name: string) => ({ minimum: aws(`${name}.least`), maximum: aws(`${name}.most`) });
  expect(await takenOf(bounds("TIMEOUT_SECONDS"), create("Timeout"))).toEqual([1, 900]);
  expect(await takenOf(bounds("MEMORY_MEGABYTES"), create("MemorySize"))).toEqual([128, 10_240]);
  const described = (length: number) => create("Description")("x".repeat(length));
  expect(await takenOf({ maximum: aws("MAX_DESCRIPTION_CHARACTERS") }, described)).toEqual([256]);
  const one = aws("ARCHITECTURES_OF_A_FUNCTION");
  const built = (count: number) => create("Architectures")(Array<string>(count).fill("arm64"));
  expect(await takenOf({ minimum: one, maximum: one }, built)).toEqual([one, one]);
});

test("a mapping's defaults and bounds", () =>
  inWholeCloud(async (at) => {
    expect(await mapped(at, "plain")).toMatchObject({
      BatchSize: aws("DEFAULT_BATCH_SIZE"),
      MaximumBatchingWindowInSeconds: aws("DEFAULT_BATCHING_WINDOW_SECONDS"),
    });
    let made = 0;
    const taken = (least: string, most: string, settings: (value: number) => Record<string, unknown>) =>
      takenOf({ minimum: aws(least), maximum: aws(most) }, (value) => mapped(at, `q${made++}`, settings(value)));
    expect([
      ...(await taken("MIN_BATCH_SIZE", "MAX_BATCH_SIZE", (BatchSize) => ({
        BatchSize,
        MaximumBatchingWindowInSeconds: 1,
      }))),
      ...(await taken("MIN_BATCHING_WINDOW_SECONDS", "MAX_BATCHING_WINDOW_SECONDS", (seconds) => ({
        MaximumBatchingWindowInSeconds: seconds,
      }))),
      ...(await taken("MIN_MAXIMUM_CONCURRENCY", "MAX_MAXIMUM_CONCURRENCY", (MaximumConcurrency) => ({
        ScalingConfig: { MaximumConcurrency },
      }))),
    ]).toEqual([1, 10_000, 0, 300, 2, 1000]);
    const withoutWindow = (BatchSize: number) => mapped(at, `q${made++}`, { BatchSize });
    expect(await takenOf({ maximum: aws("MAX_POLLED_MESSAGES") }, withoutWindow)).toEqual([10]);
    const large = { BatchSize: aws("MAX_POLLED_MESSAGES") + 1 };
    const least = aws("MIN_WINDOW_OF_LARGE_BATCH_SECONDS");
    expect(await takes(mapped(at, "large", { ...large, MaximumBatchingWindowInSeconds: least }))).toBe(true);
  }));

test("pages of functions and of mappings", () =>
  inWholeCloud(async (at) => {
    const most = aws("MAX_LISTED_MAPPINGS");
    for (let made = 0; made <= most; made++) await mapped(at, `f${made}`);
    const least = aws("MIN_LISTED");
    const list = (MaxItems: number) => at.call("lambda", "ListFunctions", { MaxItems });
    expect([await takes(list(least - 1)), await takes(list(least))]).toEqual([false, true]);
    const listed = async (operation: string, member: string) =>
      ((await at.call("lambda", operation, { MaxItems: 1000 }))[member] as unknown[]).length;
    expect(await listed("ListFunctions", "Functions")).toBe(aws("MAX_LISTED_FUNCTIONS"));
    expect(await listed("ListEventSourceMappings", "EventSourceMappings")).toBe(most);
  }));

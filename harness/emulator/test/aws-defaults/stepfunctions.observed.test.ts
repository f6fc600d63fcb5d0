import { expect, test } from "vitest";
import { digestOf } from "../../../network/digests.ts";
import { answering, FUNCTION_ARN, ROLE_ARN, runMachine } from "../../stepfunctions/test/run-machine.ts";
import { inWholeCloud, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { numberOf, takenOf } from "./observe.ts";
import { STEP_FUNCTIONS } from "./stepfunctions.ts";

const aws = (name: string): number => numberOf(STEP_FUNCTIONS, name);
const ACCOUNT_ARN = "arn:aws:states:us-east-1:123456789012";
const PASS = { Type: "Pass", End: true };
const definitionOf = (states: Record<string, unknown>, more = {}): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });

/** Creates a machine of that name; `more` are further members. */
function create(at: WholeCloud, more: Record<string, unknown> = {}) {
  return at.call("states", "CreateStateMachine", {
    Name: "m",
    Definition: definitionOf({ P: PASS }),
    RoleArn: ROLE_ARN,
    ...more,
  });
}

/** Of the bounds and what lies beyond them, the values with which the definition is valid. */
function valid(
  at: WholeCloud,
  bounds: { readonly minimum?: number; readonly maximum: number },
  definition: (value: number) => string,
): Promise<number[]> {
  return takenOf(bounds, (value) => {
    const Definition = definition(value);
    return create(at, { Name: digestOf("md5", Buffer.from(Definition)), Definition });
  });
}

test("names and texts of requests", () =>
  inWholeCloud(async (at) => {
    const StateMachineArn = (await create(at, { Name: "machine" })).StateMachineArn;
    const text = "x";
    const lengths: [string, (length: number) => Promise<unknown>][] = [
      ["MAXIMUM_NAME_CHARACTERS", (length) => create(at, { Name: text.repeat(length) })],
      [
        "MAXIMUM_DESCRIPTION_CHARACTERS",
        (length) =>
          at.call("states", "PublishStateMachineVersion", { StateMachineArn, Description: text.repeat(length) }),
      ],
      [
        "MAXIMUM_TRACE_HEADER_CHARACTERS",
        (length) => at.call("states", "StartExecution", { StateMachineArn, TraceHeader: text.repeat(length) }),
      ],
      [
        "MAXIMUM_TAG_KEY_CHARACTERS",
        (length) =>
          at.call("states", "TagResource", {
            ResourceArn: StateMachineArn,
            Tags: [{ Key: text.repeat(length), Value: "" }],
          }),
      ],
      [
        "MAXIMUM_TAG_VALUE_CHARACTERS",
        (length) =>
          at.call("states", "TagResource", {
            ResourceArn: StateMachineArn,
            Tags: [{ Key: "k", Value: text.repeat(length) }],
          }),
      ],
    ];
    for (const [name, ask] of lengths) {
      expect([name, await takenOf({ maximum: aws(name) }, ask)]).toEqual([name, [aws(name)]]);
    }
    // An input's quotes count too.
    const start = (bytes: number) =>
      at.call("states", "StartExecution", { StateMachineArn, Input: `"${text.repeat(bytes - 2)}"` });
    expect(await takenOf({ maximum: aws("MAXIMUM_DATA_BYTES") }, start)).toEqual([262_144]);
  }));

test("errors and causes of StopExecution", () =>
  inWholeCloud(async (at) => {
    const Definition = definitionOf({ W: { Type: "Wait", Seconds: 1, End: true } });
    const { StateMachineArn } = await create(at, { Definition });
    const stop = async (reason: Record<string, unknown>) => {
      const { ExecutionArn } = await at.call("states", "StartExecution", { StateMachineArn });
      return at.call("states", "StopExecution", { ExecutionArn, ...reason });
    };
    expect(
      await takenOf({ maximum: aws("MAXIMUM_ERROR_CHARACTERS") }, (length) => stop({ Error: "x".repeat(length) })),
    ).toEqual([256]);
    expect(
      await takenOf({ maximum: aws("MAXIMUM_CAUSE_CHARACTERS") }, (length) => stop({ Cause: "x".repeat(length) })),
    ).toEqual([32_768]);
  }));

test("tags of a machine", () =>
  inWholeCloud(async (at) => {
    const tag = async (count: number) => {
      const { StateMachineArn } = await create(at, { Name: `m${count}` });
      const Tags = Array.from({ length: count }, (_, index) => ({ Key: `${index}`, Value: "" }));
      return at.call("states", "TagResource", { ResourceArn: StateMachineArn, Tags });
    };
    expect(await takenOf({ maximum: aws("MAXIMUM_TAGS") }, tag)).toEqual([50]);
  }));

test("pages: default and most", () =>
  inWholeCloud(async (at) => {
    for (let made = 0; made <= aws("DEFAULT_RESULTS"); made++) await create(at, { Name: `m${made}` });
    const list = (request = {}) => at.call("states", "ListStateMachines", request);
    expect(((await list()).StateMachines as unknown[]).length).toBe(aws("DEFAULT_RESULTS"));
    const bounds = { minimum: aws("MINIMUM_COUNT"), maximum: aws("MAXIMUM_RESULTS") };
    expect(await takenOf(bounds, (MaxResults) => list({ MaxResults }))).toEqual([bounds.minimum, bounds.maximum]);
  }));

test("numbers of a definition", () =>
  inWholeCloud(async (at) => {
    const seconds = (least: string) => ({ minimum: aws(least), maximum: aws("MAXIMUM_SECONDS") });
    const task = { Type: "Task", Resource: FUNCTION_ARN, End: true };
    const retry = (retrier: Record<string, unknown>) =>
      definitionOf({ T: { ...task, Retry: [{ ErrorEquals: ["States.ALL"], ...retrier }] } });
    const cases: [string, { minimum: number; maximum: number }, (value: number) => string][] = [
      [
        "Seconds",
        seconds("MINIMUM_WAIT_SECONDS"),
        (Seconds) => definitionOf({ W: { Type: "Wait", Seconds, End: true } }),
      ],
      [
        "TimeoutSeconds",
        seconds("MINIMUM_TIMEOUT_SECONDS"),
        (TimeoutSeconds) => definitionOf({ T: { ...task, TimeoutSeconds } }),
      ],
      [
        "TimeoutSeconds of the machine",
        seconds("MINIMUM_MACHINE_TIMEOUT_SECONDS"),
        (TimeoutSeconds) => definitionOf({ P: PASS }, { TimeoutSeconds }),
      ],
      ["IntervalSeconds", seconds("MINIMUM_RETRY_INTERVAL_SECONDS"), (IntervalSeconds) => retry({ IntervalSeconds })],
      [
        "MaxAttempts",
        { minimum: aws("MINIMUM_RETRY_ATTEMPTS"), maximum: aws("MAXIMUM_RETRY_ATTEMPTS") },
        (MaxAttempts) => retry({ MaxAttempts }),
      ],
      [
        "MaxDelaySeconds",
        { minimum: aws("MINIMUM_RETRY_DELAY_SECONDS"), maximum: aws("MAXIMUM_RETRY_DELAY_SECONDS") },
        (MaxDelaySeconds) => retry({ MaxDelaySeconds }),
      ],
    ];
    for (const [name, bounds, definition] of cases) {
      expect([name, await valid(at, bounds, definition)]).toEqual([name, [bounds.minimum, bounds.maximum]]);
    }
    const least = aws("MINIMUM_BACKOFF_RATE");
    expect(await valid(at, { maximum: least - 1 }, (BackoffRate) => retry({ BackoffRate }))).toEqual([least]);
  }));

test("names in a definition, and arguments of intrinsic functions", () =>
  inWholeCloud(async (at) => {
    const longest: [string, (length: number) => string][] = [
      ["MAXIMUM_STATE_NAME_CHARACTERS", (length) => definitionOf({ ["S".repeat(length)]: PASS })],
      [
        "MAXIMUM_VARIABLE_NAME_CHARACTERS",
        (length) => definitionOf({ P: { ...PASS, Assign: { ["v".repeat(length)]: 1 } } }),
      ],
      [
        "MAXIMUM_LABEL_CHARACTERS",
        (length) =>
          definitionOf({
            M: {
              Type: "Map",
              Label: "L".repeat(length),
              ItemProcessor: {
                ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
                StartAt: "P",
                States: { P: PASS },
              },
              End: true,
            },
          }),
      ],
      [
        // Inside the outermost one.
        "MAXIMUM_NESTED_INTRINSICS",
        (depth) =>
          definitionOf({
            P: { ...PASS, Parameters: { "a.$": `${"States.Array(".repeat(depth + 1)}1${")".repeat(depth + 1)}` } },
          }),
      ],
    ];
    for (const [name, definition] of longest) {
      expect([name, await valid(at, { maximum: aws(name) }, definition)]).toEqual([name, [aws(name)]]);
    }
  }));

test.each([
  ["MAXIMUM_RANGE_ELEMENTS", (count: number) => ({ "a.$": `States.ArrayLength(States.ArrayRange(1, ${count}, 1))` })],
  ["MAXIMUM_HASHED_CHARACTERS", (length: number) => ({ "a.$": `States.Hash('${"x".repeat(length)}', 'MD5')` })],
  ["MAXIMUM_BASE64_CHARACTERS", (length: number) => ({ "a.$": `States.Base64Encode('${"x".repeat(length)}')` })],
])("%s", async (name, parameters) => {
  const ends: string[] = [];
  for (const value of [aws(name), aws(name) + 1]) {
    const Parameters = parameters(value);
    const machine = { StartAt: "P", States: { P: { ...PASS, Parameters } } };
    ends.push((await runMachine(machine)).last.type);
  }
  expect(ends).toEqual(["ExecutionSucceeded", "ExecutionFailed"]);
});

test("a Task with a bare retrier is tried four times: after 1, 2 and 4 seconds", async () => {
  const Retry = [{ ErrorEquals: ["States.ALL"] }];
  const machine = { StartAt: "T", States: { T: { Type: "Task", Resource: FUNCTION_ARN, End: true, Retry } } };
  const { events } = await runMachine(machine, {
    integrations: () => ({
      invokeLambda: () => Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" })),
    }),
  });
  const started = events.filter(({ type }) => type === "LambdaFunctionScheduled").map(({ at }) => at);
  const gaps = started.slice(1).map((at, index) => at - (started[index] ?? 0));
  const [first, rate] = [aws("DEFAULT_RETRY_INTERVAL_SECONDS") * 1000, aws("DEFAULT_BACKOFF_RATE")];
  expect(gaps).toEqual(Array.from({ length: aws("DEFAULT_RETRY_ATTEMPTS") }, (_, attempt) => first * rate ** attempt));
});

test("event 25,000 is the last", async () => {
  const { events } = await runMachine({
    StartAt: "Again",
    States: {
      Again: { Type: "Pass", Next: "Choose" },
      Choose: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: false, Next: "Again" }], Default: "Never" },
      Never: { Type: "Succeed" },
    },
  });
  expect(events).toHaveLength(aws("MAXIMUM_EVENTS"));
});

test("an inline Map runs as many iterations at once as AWS does", async () => {
  let most = 0;
  let running = 0;
  const { last } = await runMachine(
    {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemProcessor: { StartAt: "T", States: { T: { Type: "Task", Resource: FUNCTION_ARN, End: true } } },
          End: true,
        },
      },
    },
    {
      input: Array.from({ length: 50 }, (_, index) => index),
      integrations: (clock) => ({
        async invokeLambda() {
          most = Math.max(most, ++running);
          await clock.sleep(1000, "work");
          running--;
          return answering("{}")();
        },
      }),
    },
  );
  expect([last.type, most]).toEqual(["ExecutionSucceeded", aws("INLINE_MAP_CONCURRENCY")]);
});

test("an Express execution ends after five minutes, billed in steps", () =>
  inWholeCloud(async (at) => {
    const run = async (Name: string, Seconds: number) => {
      const Definition = definitionOf({ W: { Type: "Wait", Seconds, End: true } });
      const { StateMachineArn } = await create(at, { Name, Definition, Type: "EXPRESS" });
      return at.call("states", "StartSyncExecution", { StateMachineArn });
    };
    const limit = aws("EXPRESS_LIMIT_SECONDS");
    const before = at.clock.now();
    expect([(await run("long", limit + 1)).Status, at.clock.now() - before]).toEqual(["TIMED_OUT", limit * 1000]);
    expect(await run("short", 0)).toMatchObject({
      Status: "SUCCEEDED",
      BillingDetails: {
        BilledDurationInMilliseconds: aws("BILLED_STEP_MS"),
        BilledMemoryUsedInMB: aws("BILLED_STEP_MEGABYTES"),
      },
    });
  }));

test("a worker without work is held for a minute", () =>
  inWholeCloud(async (at) => {
    const { ActivityArn } = await at.call("states", "CreateActivity", { Name: "a" });
    const before = at.clock.now();
    await at.call("states", "GetActivityTask", { ActivityArn });
    expect(at.clock.now() - before).toBe(aws("ACTIVITY_POLL_MS"));
  }));

test("an execution can be redriven for fourteen days", () =>
  inWholeCloud(async (at) => {
    const { StateMachineArn } = await create(at, { Definition: definitionOf({ F: { Type: "Fail" } }) });
    const { ExecutionArn } = await at.call("states", "StartExecution", { StateMachineArn });
    await at.clock.settle();
    const status = async () => (await at.call("states", "DescribeExecution", { ExecutionArn })).RedriveStatus;
    await at.clock.sleep(aws("REDRIVABLE_PERIOD_MS"), "the last moment");
    expect(await status()).toBe("REDRIVABLE");
    await at.clock.sleep(1, "too late");
    expect(await status()).toBe("NOT_REDRIVABLE");
  }));

test("an alias routes to one or two versions, with a hundred in all", () =>
  inWholeCloud(async (at) => {
    const { StateMachineArn } = await create(at, { Publish: true });
    for (const text of ["second", "third"]) {
      const Definition = definitionOf({ P: { ...PASS, Result: text } });
      await at.call("states", "UpdateStateMachine", { StateMachineArn, Definition, Publish: true });
    }
    const alias = (weights: readonly number[], Name: string) =>
      at.call("states", "CreateStateMachineAlias", {
        Name,
        RoutingConfiguration: weights.map((Weight, index) => ({
          StateMachineVersionArn: `${ACCOUNT_ARN}:stateMachine:m:${index + 1}`,
          Weight,
        })),
      });
    const all = aws("TOTAL_WEIGHT");
    const split = (routes: number) => [
      all - Math.max(0, routes - 1),
      ...Array<number>(Math.max(0, routes - 1)).fill(1),
    ];
    const bounds = { minimum: aws("MINIMUM_ROUTES"), maximum: aws("MAXIMUM_ROUTES") };
    const routed = (routes: number) => alias(split(routes).slice(0, routes), `routes-${routes}`);
    expect(await takenOf(bounds, routed)).toEqual([bounds.minimum, bounds.maximum]);
    expect(await takenOf({ minimum: all, maximum: all }, (weight) => alias([weight], `weight-${weight}`))).toEqual([
      all,
      all,
    ]);
  }));

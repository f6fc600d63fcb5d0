import fc from "fast-check";
import { expect, test } from "vitest";
import { VirtualClock } from "../../../../clock/virtual-clock.ts";
import { createRoomWithClock } from "../room-under-test.ts";
import { answering, EPOCH, failure, ROLE_ARN } from "../run-machine.ts";
import { badDefinition, goodDefinition } from "./definitions.ts";
import { anyJson, damaged } from "./json-text.ts";

/** Runs are bounded twice; what is found is found again with the seed. */
const BOUNDS = { seed: 20_260_101, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false } as const;
const NATIVE_MEMBERS = Object.getOwnPropertyNames(Object.prototype).join();

function expectNothingPolluted(): void {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(NATIVE_MEMBERS);
}

/**
 * Asks everything that reads a definition, and runs it to its end. `call` refuses every answer that AWS's published model
 * does not have; a crash rejects; nothing may be left running.
 */
async function survive(
  definition: string,
  input: string,
  type: "STANDARD" | "EXPRESS",
): Promise<"created" | "refused"> {
  const clock = new VirtualClock({ name: "hostile", epochMs: EPOCH });
  const room = createRoomWithClock(clock, {
    invokeLambda: answering(failure("E"), '{"__proto__":{"polluted":1},"a":[1,{"b":2}]}'),
    mediaConvertCreateJob: async () => ({ response: { Job: { Id: "1" } } }),
  });
  return clock.drive(async () => {
    const validated = await room.call("ValidateStateMachineDefinition", { definition, type, severity: "WARNING" });
    const created = await room.call("CreateStateMachine", { name: "machine", definition, roleArn: ROLE_ARN, type });
    if (created.status === 200) expect(validated.body.result).toBe("OK");
    if (created.body.__type === "com.amazonaws.swf.service.v2.model#InvalidDefinition") {
      expect(validated.body.result).toBe("FAIL");
    }
    await room.call("TestState", { definition, roleArn: ROLE_ARN, input, inspectionLevel: "TRACE" });
    await room.call("TestState", { definition, roleArn: ROLE_ARN, input, stateName: "__proto__" });
    if (created.status !== 200) return "refused";
    const started = await room.call("StartExecution", { stateMachineArn: created.body.stateMachineArn, input });
    await clock.settle();
    if (started.status !== 200 || type === "EXPRESS") return "created";
    const { executionArn } = started.body;
    const described = await room.call("DescribeExecution", { executionArn });
    expect(described.body.status).toMatch(/^(SUCCEEDED|FAILED|TIMED_OUT)$/);
    await room.call("GetExecutionHistory", { executionArn, maxResults: 50, reverseOrder: true });
    return "created";
  });
}

const TYPE = fc.constantFrom("STANDARD", "STANDARD", "EXPRESS");

test("good definitions are taken, and run to an end whatever they do", async () => {
  await fc.assert(
    fc.asyncProperty(goodDefinition, anyJson, TYPE, async (definition, input, type) => {
      expect(await survive(definition, input, type)).toBe("created");
      expectNothingPolluted();
    }),
    { ...BOUNDS, numRuns: 300 },
  );
});

test("bad definitions are refused in AWS's words", async () => {
  await fc.assert(
    fc.asyncProperty(badDefinition, anyJson, TYPE, async (definition, input, type) => {
      await survive(definition, input, type);
      expectNothingPolluted();
    }),
    { ...BOUNDS, numRuns: 300 },
  );
});

test("damaged texts are refused, as definition and as input", async () => {
  await fc.assert(
    fc.asyncProperty(damaged(goodDefinition), damaged(anyJson), TYPE, async (definition, input, type) => {
      await survive(definition, input, type);
      expectNothingPolluted();
    }),
    { ...BOUNDS, numRuns: 200 },
  );
});

const nestedBranches = (depth: number): object =>
  depth === 0
    ? { StartAt: "end", States: { end: { Type: "Succeed" } } }
    : {
        StartAt: `${depth}`,
        States: { [depth]: { Type: "Parallel", Branches: [nestedBranches(depth - 1)], End: true } },
      };
const pass = (query: string): object => ({
  StartAt: "A",
  States: { A: { Type: "Pass", Parameters: { "x.$": query }, End: true } },
});
const expression = (source: string): object => ({
  QueryLanguage: "JSONata",
  StartAt: "A",
  States: { A: { Type: "Pass", Output: `{% ${source} %}`, End: true } },
});
const LONG = "a".repeat(100_000);

test.each<[string, object, unknown]>([
  ["branches in branches", nestedBranches(220), {}],
  ["branches deeper than JSON goes", nestedBranches(400), {}],
  [
    "many states",
    {
      StartAt: "0",
      States: Object.fromEntries(
        Array.from({ length: 5_000 }, (_, index) => [
          index,
          { Type: "Pass", ...(index < 4_999 ? { Next: `${index + 1}` } : { End: true }) },
        ]),
      ),
    },
    {},
  ],
  ["parentheses in a filter", pass(`$[?(${"(".repeat(20_000)}@.a${")".repeat(20_000)})]`), {}],
  ["negations in a filter", pass(`$[?(${"!".repeat(20_000)}@.a)]`), {}],
  ["filters in filters", pass(`$${"[?(@".repeat(20_000)}`), {}],
  ["intrinsic functions in each other", pass(`${"States.Array(".repeat(20_000)}1${")".repeat(20_000)}`), {}],
  ["a pattern that backtracks", pass("$.a[?(@ =~ /(a+)+$/)]"), { a: [`${LONG}!`] }],
  ["indexes that multiply", pass(`$.a${"[0,0,0,0,0,0,0,0]".repeat(12)}`), { a: [[[[[[[[[[[[1]]]]]]]]]]]] }],
  ["descents that multiply", pass("$..*..*..*..*"), JSON.parse(`${"[".repeat(60)}1${"]".repeat(60)}`)],
  ["a range without end", pass("States.ArrayRange(0, 999999999, 1)"), {}],
  ["a format that multiplies", pass(`States.Format('${"{}".repeat(1_000)}'${", $.a".repeat(1_000)})`), { a: LONG }],
  ["a function that calls itself", expression("($f := function($x){ $f($x) }; $f(1))"), {}],
  ["a function that grows", expression("($f := function($x){ $x & $f($x & $x) }; $f('a'))"), {}],
  ["a JSONata pattern that backtracks", expression("$replace($states.input.a, /(a|aa)+$/, '')"), { a: `${LONG}!` }],
  ["parentheses in JSONata", expression(`${"(".repeat(20_000)}1${")".repeat(20_000)}`), {}],
  [
    "stars",
    {
      StartAt: "A",
      States: {
        A: {
          Type: "Choice",
          Choices: [{ Variable: "$.a", StringMatches: "*a*a*a*a*a*a*a*b", Next: "B" }],
          Default: "B",
        },
        B: { Type: "Succeed" },
      },
    },
    { a: LONG },
  ],
])("%s end", async (_, definition, input) => {
  await survive(JSON.stringify(definition), JSON.stringify(input), "STANDARD");
  expectNothingPolluted();
});

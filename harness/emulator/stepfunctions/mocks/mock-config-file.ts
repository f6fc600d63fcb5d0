import { z } from "zod";
import type { MockedResult } from "../execution/state-mocks.ts";
import { Document } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { toNative } from "../json/native.ts";
import { parseJson } from "../json/parse.ts";
import { didYouMean } from "./did-you-mean.ts";
import { MockError } from "./mock-error.ts";
import type { MockedStates } from "./mocked-states.ts";

/** Test cases of a machine by name. */
export type TestCases = ReadonlyMap<string, MockedStates>;

const THROW = z.strictObject({ Error: z.string().min(1), Cause: z.string().optional() });
const ANSWER = z.union([z.strictObject({ Return: z.unknown() }), z.strictObject({ Throw: THROW })]);
const ATTEMPTS = z.string().regex(/^\d{1,6}(?:-\d{1,6})?$/, "must be an attempt ('0') or a range of attempts ('1-2')");

/** https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html */
const FILE = z.strictObject({
  StateMachines: z.record(
    z.string(),
    z.strictObject({ TestCases: z.record(z.string(), z.record(z.string(), z.string())) }),
  ),
  MockedResponses: z.record(z.string(), z.record(ATTEMPTS, ANSWER)),
});

/** More would be a mistake: MaxAttempts of AWS allows more, no test asks for them. */
const MAXIMUM_ATTEMPTS = 100_000;

/**
 * Reads AWS's `MockConfigFile.json`: the test cases of each machine. `file` is its name for messages. Throws a MockError
 * with one sentence for the first thing that is wrong.
 */
export function readMockConfigFile(text: string, file: string): ReadonlyMap<string, TestCases> {
  const json = parse(text, file);
  const checked = FILE.safeParse(toNative(json));
  if (!checked.success) throw new MockError(`${file}: ${describe(worstOf(checked.error.issues))}`);
  const responses = new Map<string, readonly MockedResult[]>();
  for (const [name, attempts] of membersOf(memberOf(json, "MockedResponses"))) {
    responses.set(name, readAttempts(`${file}: MockedResponses.${name}`, attempts));
  }
  const machines = new Map<string, TestCases>();
  for (const [machine, { TestCases }] of Object.entries(checked.data.StateMachines)) {
    const cases = new Map<string, MockedStates>();
    for (const [testCase, states] of Object.entries(TestCases)) {
      const mocked = new Map<string, readonly MockedResult[]>();
      for (const [state, response] of Object.entries(states)) {
        const answers = responses.get(response);
        if (!answers) {
          const where = `${file}: StateMachines.${machine}.TestCases.${testCase}.${state}`;
          throw new MockError(
            `${where} names the response '${response}', which is not in MockedResponses${didYouMean(response, responses.keys())}`,
          );
        }
        mocked.set(state, answers);
      }
      cases.set(testCase, mocked);
    }
    machines.set(machine, cases);
  }
  return machines;
}

/** Attempts must follow each other from 0 without a gap. */
function readAttempts(where: string, attempts: Json): readonly MockedResult[] {
  const ranges = [...membersOf(attempts)]
    .map(([range, answer]) => {
      const [first = "", last = first] = range.split("-");
      return { range, first: Number(first), last: Number(last), answer };
    })
    .sort((left, right) => left.first - right.first);
  const answers: MockedResult[] = [];
  for (const { range, first, last, answer } of ranges) {
    if (first !== answers.length || last < first || last > MAXIMUM_ATTEMPTS) {
      throw new MockError(
        `${where}: attempts must follow each other from 0, but after ${answers.length} comes '${range}'.`,
      );
    }
    const result = readAnswer(answer);
    for (let attempt = first; attempt <= last; attempt++) answers.push(result);
  }
  if (answers.length === 0) throw new MockError(`${where} has no attempt; the first is '0'.`);
  return answers;
}

function readAnswer(answer: Json): MockedResult {
  const thrown = memberOf(answer, "Throw");
  if (thrown === undefined) return { kind: "result", result: new Document(memberOf(answer, "Return") ?? null) };
  return { kind: "error", error: textOf(memberOf(thrown, "Error")), cause: textOf(memberOf(thrown, "Cause")) };
}

function parse(text: string, file: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new MockError(`${file} is not JSON: ${error.message}`);
  }
}

/** A field that does not exist says more than the one that is missed for it. */
function worstOf(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return "is no mock configuration.";
  const place = issue.path.map(String).join(".");
  const known: Readonly<Record<number, readonly string[]>> = {
    0: ["StateMachines", "MockedResponses"],
    2: ["TestCases"],
  };
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `${place === "" ? "the file" : place} has a field '${key}'${didYouMean(key, known[issue.path.length] ?? ["Return", "Throw", "Error", "Cause"])}`;
  }
  if (issue.code === "invalid_union") return `${place} must be {"Return": …} or {"Throw": {"Error": …, "Cause": …}}.`;
  if (issue.code === "invalid_key") return `${place}: ${issue.issues[0]?.message ?? "is no attempt"}.`;
  const expected = issue.code === "invalid_type" && issue.expected === "string" ? "a text" : "an object";
  return `${place === "" ? "the file" : place} must be ${expected}.`;
}

function membersOf(value: Json | undefined): ReadonlyMap<string, Json> {
  return value !== undefined && isObject(value) ? value : new Map();
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return membersOf(value).get(name);
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

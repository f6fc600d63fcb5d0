import { expect, test } from "vitest";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { createRoomWithClock } from "../test/room-under-test.ts";
import { EPOCH } from "../test/run-machine.ts";

type Answer = Awaited<ReturnType<ReturnType<typeof createRoomWithClock>["call"]>>;

const validate = (input: object): Promise<Answer> => {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const { call } = createRoomWithClock(clock);
  return clock.drive(() => call("ValidateStateMachineDefinition", input));
};
const errorAt = (location: string | undefined, message: string, code = "SCHEMA_VALIDATION_FAILED") => ({
  severity: "ERROR",
  code,
  message,
  ...(location !== undefined && { location }),
});
const PASS = { Type: "Pass", End: true };
const NOT_JSON = '[Source: (String)"not a definition"; line: 1, column: 4]';

// Recorded: test_sfn_api_validation.
test.each<[string, unknown[]]>([
  [" ", [errorAt(undefined, "Definition must be a valid JSON object")]],
  [
    "not a definition",
    [
      errorAt(
        NOT_JSON,
        `Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${NOT_JSON}`,
        "INVALID_JSON_DESCRIPTION",
      ),
    ],
  ],
  ["{}", [errorAt("/", "These fields are required: [States, StartAt]")]],
  [JSON.stringify({ States: { A: PASS } }), [errorAt("/", "These fields are required: [StartAt]")]],
  [JSON.stringify({ StartAt: "A", States: { A: PASS } }), []],
  [
    JSON.stringify({ StartAt: "A", States: { A: { ...PASS, QueryLanguage: "JSONPath" } }, QueryLanguage: "JSONata" }),
    [errorAt("/States/A", "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine")],
  ],
])("%s", async (definition, diagnostics) => {
  expect(await validate({ definition, type: "STANDARD" })).toEqual({
    status: 200,
    body: { result: diagnostics.length === 0 ? "OK" : "FAIL", diagnostics, truncated: false },
  });
});

test("maxResults cuts the list and says so; 0 is the default", async () => {
  const fields = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`F${index}`, 1]));
  const definition = JSON.stringify({ StartAt: "A", States: { A: { ...PASS, ...fields } } });
  const count = async (maxResults?: number): Promise<unknown[]> => {
    const { body } = await validate({ definition, maxResults });
    return [(body.diagnostics as unknown[]).length, body.truncated, body.result];
  };
  expect(await count(1)).toEqual([1, true, "FAIL"]);
  expect(await count(0)).toEqual([100, true, "FAIL"]);
  expect(await count()).toEqual([100, true, "FAIL"]);
});

test("warnings only when asked for; they fail nothing", async () => {
  const definition = JSON.stringify({ StartAt: "A", States: { A: { ...PASS, Parameters: { a: "$.b" } } } });
  expect((await validate({ definition })).body).toEqual({ result: "OK", diagnostics: [], truncated: false });
  expect((await validate({ definition, severity: "WARNING" })).body).toMatchObject({
    result: "OK",
    diagnostics: [{ severity: "WARNING", code: "NO_DOLLAR" }],
  });
});

test("what is not emulated here is no error of the definition", async () => {
  const task = { Type: "Task", Resource: "arn:aws:states:::athena:startQueryExecution", Parameters: {}, End: true };
  const { body } = await validate({ definition: JSON.stringify({ StartAt: "A", States: { A: task } }) });
  expect(body).toEqual({ result: "OK", diagnostics: [], truncated: false });
});

test.each([{}, { definition: "" }, { maxResults: 101 }, { maxResults: -1 }, { severity: "INFO" }, { type: "FAST" }])(
  "%j is refused",
  async (wrong) => {
    const definition = "definition" in wrong || Object.keys(wrong).length === 0 ? {} : { definition: "{}" };
    const { status, body } = await validate({ ...definition, ...wrong });
    expect([status, body.__type]).toEqual([400, expect.stringMatching(/#ValidationException$/)]);
  },
);

import { expect, test } from "vitest";
import { RandomStream } from "../../../clock/random-streams.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { evaluateTemplate } from "./evaluate.ts";
import { javaHashOrder } from "./java-hash-order.ts";
import { parseQuery } from "./parse.ts";
import type { Scope } from "./scope.ts";
import { compileTemplate } from "./template.ts";
import { Variables } from "./variables.ts";

const scope = (input: string): Scope => ({
  input: parseJson(input),
  context: () => parseJson('{"State":{"Name":"here"}}'),
  variables: new Variables(),
  tools: { random: new RandomStream(1) },
});

const evaluate = (template: string, input: string): string =>
  writeJson(
    evaluateTemplate(
      compileTemplate(parseJson(template), (text) => parseQuery(String(text))),
      scope(input),
    ),
  );

test("paths are replaced at every depth, also in lists; texts without .$ stay", () => {
  const template = '{"a":{"b.$":"$.x"},"c":[{"d.$":"$$.State.Name"}],"e":"$.x"}';
  expect(evaluate(template, '{"x":1.0}')).toBe('{"a":{"b":1.0},"c":[{"d":"here"}],"e":"$.x"}');
});

test("a missing path names the field and the input in AWS's words", () => {
  expect(() => evaluate('{"address.$":"$.application.address"}', '{"flagged":false}')).toThrow(
    `The JSONPath '$.application.address' specified for the field 'address.$' could not be found in the input '{"flagged":false}'`,
  );
});

// Recorded: update item of test_base_integrations, StartExecution, the retried lambda:invoke.
test("keys without .$ come first, then those with .$ in the order of a Java HashMap", () => {
  expect(evaluate('{"FunctionName.$":"$.f","Payload":{"a":1}}', '{"f":"name"}')).toBe(
    '{"Payload":{"a":1},"FunctionName":"name"}',
  );
  expect(javaHashOrder(["StateMachineArn", "Input", "Name"])).toEqual(["Input", "StateMachineArn", "Name"]);
  expect(javaHashOrder(["TableName", "Key", "UpdateExpression", "ExpressionAttributeValues"])).toEqual([
    "TableName",
    "UpdateExpression",
    "Key",
    "ExpressionAttributeValues",
  ]);
});

test("more than twelve keys use a larger table (recorded: context_object test)", () => {
  const keys =
    "context_object execution execution_id execution_input execution_name execution_rolearn execution_starttime state state_enteredtime state_name statemachine statemachine_id statemachine_name";
  expect(javaHashOrder(keys.split(" ")).join(" ")).toBe(
    "execution execution_rolearn execution_name statemachine_id execution_id execution_input execution_starttime state_name state_enteredtime statemachine state context_object statemachine_name",
  );
});

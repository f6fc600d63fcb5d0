import { expect, test } from "vitest";
import { goString, goStruct } from "../system/go/json-binding.ts";
import { readPayload, readRawPayload } from "./payload.ts";
import { FunctionError } from "./ports.ts";

const type = goStruct("model.Payload", { name: goString });

test.each([
  ["", "errorString", "EOF"],
  ['{"name":', "errorString", "unexpected EOF"],
  ["x", "SyntaxError", "invalid character 'x' looking for beginning of value"],
  [
    '{"name":1}',
    "UnmarshalTypeError",
    "json: cannot unmarshal number into Go struct field Payload.name of type string",
  ],
])("the payload %j ends in %s", (payload, errorType, message) => {
  let thrown: unknown;
  try {
    readPayload(payload, type);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FunctionError);
  expect(thrown).toMatchObject({ errorType, message });
});

test("a payload that is taken as it is loses the blanks around it, and what follows it", () => {
  expect(readPayload(' {"name":"a"} ', type)).toEqual({ name: "a" });
  expect(readRawPayload(' \n{"name": "a"} 5').text).toBe('{"name": "a"}');
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { equalJson } from "./equal.ts";
import { JsonSyntaxError } from "./json-syntax-error.ts";
import { parseJson } from "./parse.ts";
import { writeJson } from "./write.ts";

test.each([
  ["1.0", "1.0"],
  ["0.0", "0.0"],
  ["12345678901234567890", "12345678901234567890"],
  ["1e3", "1e3"],
  ["-0", "0"],
  ['{"2":1,"1":2,"__proto__":3}', '{"2":1,"1":2,"__proto__":3}'],
  [' [ 1 ,\n"a" ] ', '[1,"a"]'],
  ['"\\u0041\\/\\n"', '"A/\\n"'],
])("%s is carried as %s", (text, written) => {
  expect(writeJson(parseJson(text))).toBe(written);
});

test("whatever JSON.stringify writes is read back and written the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(writeJson(parseJson(text))).toBe(text);
    }),
  );
});

// Messages recorded on AWS: test_invalid_start_execution_input.
test.each([
  [
    "not some json",
    "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
  ["{'not': 'json'", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
])("%s is refused in AWS's words", (text, message) => {
  expect(() => parseJson(text)).toThrow(message);
});

test.each(["", "[1,]", "{}{}", "[1", '{"a"}', "01", "1.", '"\t"', '"\\x"', "tru", "nul", "[".repeat(2000)])(
  "%j is no JSON text",
  (text) => {
    expect(() => parseJson(text)).toThrow(JsonSyntaxError);
  },
);

test("numbers are equal by value, keys in any order", () => {
  expect(equalJson(parseJson('{"a":1.0,"b":[1e1]}'), parseJson('{"b":[10],"a":1}'))).toBe(true);
  expect(equalJson(parseJson('{"a":1}'), parseJson('{"a":null}'))).toBe(false);
});

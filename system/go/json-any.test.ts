import { expect, test } from "vitest";
import { encodeGoJsonSorted } from "./json.ts";
import { decodeGoAny } from "./json-any.ts";
import { readJsonValue } from "./json-syntax.ts";

/** Decoded and written again by Go 1.26 through `map[string]any`. */
test("numbers go through float64 and back as Go writes them", () => {
  const text = "[1e21,1e20,123456789.125,1e-6,1e-7,-0,0.1,5e-324,12345678901234567890,1.0]";
  expect(again(text)).toBe(
    "[1e+21,100000000000000000000,123456789.125,0.000001,1e-7,-0,0.1,5e-324,12345678901234567000,1]",
  );
});

test("the last of equal keys wins, and keys come out sorted", () => {
  expect(again('{"b":1,"a":{"z":null},"b":2}')).toBe('{"a":{"z":null},"b":2}');
});

test("a number beyond float64 is refused", () => {
  expect(() => again('{"a":[1e400]}')).toThrow("json: cannot unmarshal number 1e400 into Go value of type float64");
});

function again(text: string): string {
  return encodeGoJsonSorted(decodeGoAny(readJsonValue(Buffer.from(text)).node));
}

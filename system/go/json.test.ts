import { expect, test } from "vitest";
import { encodeGoJson, encodeGoJsonSorted } from "./json.ts";

test("HTML characters and line separators are escaped, other characters are not", () => {
  expect(encodeGoJson({ url: "a?b&c=<d>", text: "ção\u2028\u2029" })).toBe(
    '{"url":"a?b\\u0026c=\\u003cd\\u003e","text":"ção\\u2028\\u2029"}',
  );
});

test("keys are sorted by their UTF-8 bytes at every level", () => {
  expect(encodeGoJsonSorted({ b: { z: 1, a: [{ y: 1, x: 2 }] }, é: 1, a: 2, Z: 3 })).toBe(
    '{"Z":3,"a":2,"b":{"a":[{"x":2,"y":1}],"z":1},"é":1}',
  );
});

test("a 64-bit integer keeps its digits", () => {
  expect(encodeGoJson({ listingIdentityId: 18446744073709551615n })).toBe('{"listingIdentityId":18446744073709551615}');
});

test("a map keeps keys that look like numbers in byte order, and negative zero its sign", () => {
  expect(
    encodeGoJsonSorted(
      new Map<string, unknown>([
        ["b", -0],
        ["10", 1],
        [
          "a",
          new Map([
            ["2", 1],
            ["1", 2],
          ]),
        ],
      ]),
    ),
  ).toBe('{"10":1,"a":{"1":2,"2":1},"b":-0}');
});

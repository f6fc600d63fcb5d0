import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("keys go by length in bytes, then by bytes, at every depth", () => {
  expect(canonicalJson({ size_bytes: "10", filename: "a.jpg", é: "2", ab: 1, b: { zz: null, y: true }, a: [] })).toBe(
    '{"a": [], "b": {"y": true, "zz": null}, "ab": 1, "é": "2", "filename": "a.jpg", "size_bytes": "10"}',
  );
});

test("lists keep their order and absent properties are left out", () => {
  expect(canonicalJson([{ b: undefined, a: "x" }, 3, false, null, "line\nbreak"])).toBe(
    '[{"a": "x"}, 3, false, null, "line\\nbreak"]',
  );
});

test("what is no JSON is refused", () => {
  expect(() => canonicalJson(undefined)).toThrow("a undefined cannot be stored as JSON");
});

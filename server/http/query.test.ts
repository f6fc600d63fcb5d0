import { expect, test } from "vitest";
import { Query } from "./query.ts";

test("the first value counts, an absent one is the default, an empty one is empty or 0", () => {
  const query = new Query("a=1&a=2&b=&c=x%20y&page=");
  expect([query.unsigned("a"), query.text("b", "d"), query.text("c"), query.text("e", "d")]).toEqual([
    1,
    "",
    "x y",
    "d",
  ]);
  expect([query.integer("page", 1), query.integer("limit", 20), query.unsigned("b")]).toEqual([0, 20, 0]);
});

test("pairs that Go cannot read are as good as absent", () => {
  expect(new Query("a=1;b=2&c=%zz&d=%").text("a")).toBe("");
  expect(new Query("c=%zz&d=3").unsigned("c")).toBe(0);
});

test.each(["a=-1", "a=abc", "a=1.5", "a=256"])("%s is no 8-bit number", (text) => {
  expect(() => new Query(text).unsigned("a", 255n)).toThrow("Invalid request format");
});

test("a signed number may carry its sign", () => {
  expect(new Query("a=-1&b=%2B2").integer("a", 0)).toBe(-1);
  expect(new Query("b=%2B2").integer("b", 0)).toBe(2);
  expect(() => new Query("b=x").integer("b", 0)).toThrow("Invalid request format");
});

test.each(["c=%2", "c=%2g", "c=%g2", "c=%", "c%2=1"])(
  "an escape that does not end makes the pair %s unreadable",
  (pair) => {
    const query = new Query(`${pair}&d=3`);
    expect([query.text("c", "none"), query.unsigned("d")]).toEqual(["none", 3]);
  },
);

import { expect, test } from "vitest";
import { inMapOrder } from "./map-order.ts";

test("up to eight values are a rotation of their order; a place that is empty begins at the first", () => {
  const orders = [0, 1, 2, 3, 7].map((place) => inMapOrder(["a", "b", "c"], () => place).join(""));
  expect(orders).toEqual(["abc", "bca", "cab", "abc", "abc"]);
  expect(inMapOrder([1, 2, 3, 4, 5, 6, 7, 8], () => 5)).toEqual([6, 7, 8, 1, 2, 3, 4, 5]);
});

test("of more, any order may come, and none is lost", () => {
  const values = Array.from({ length: 12 }, (_, index) => index);
  expect(inMapOrder(values, () => 0)).toEqual(values);
  expect(inMapOrder(values, (max) => max - 1)).toEqual([...values].reverse());
});

test("one value asks for no chance", () => {
  const never = () => {
    throw new Error("asked");
  };
  expect([inMapOrder([], never), inMapOrder(["a"], never)]).toEqual([[], ["a"]]);
});

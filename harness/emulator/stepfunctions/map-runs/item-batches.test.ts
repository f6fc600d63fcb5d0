import { expect, test } from "vitest";
import { batchItems } from "./item-batches.ts";

const texts = (...parameters: Parameters<typeof batchItems>) =>
  batchItems(...parameters).map(({ input }) => input.text);

test("as many items as allowed, the rest in the last batch", () => {
  expect(texts([1, 2, 3], { items: 2, bytes: undefined }, undefined)).toEqual(['{"Items":[1,2]}', '{"Items":[3]}']);
});

test("the whole input counts, BatchInput included", () => {
  const limits = { items: undefined, bytes: Buffer.byteLength('{"BatchInput":"é","Items":[10,20]}') };
  expect(texts([10, 20, 30], limits, "é")).toEqual([
    '{"BatchInput":"é","Items":[10,20]}',
    '{"BatchInput":"é","Items":[30]}',
  ]);
});

test("an item that is too large alone has a batch of its own", () => {
  expect(texts(["long text", 1], { items: undefined, bytes: 14 }, undefined)).toEqual([
    '{"Items":["long text"]}',
    '{"Items":[1]}',
  ]);
});

test("no items, no batches", () => {
  expect(texts([], { items: 5, bytes: undefined }, undefined)).toEqual([]);
});

import { expect, test } from "vitest";
import { InOrder } from "./in-order.ts";

function written(act: (order: InOrder) => void, parts = ["a", "b", "c"]): string {
  let text = "";
  const order = new InOrder(parts, (more) => {
    text += more;
  });
  act(order);
  return text;
}

test("what ends early waits for all before it", () => {
  const early = (order: InOrder) => {
    order.add("c", "c");
    order.ended("c");
    order.add("b", "b");
    order.ended("b");
  };
  expect(written(early)).toBe("");
  const all = (order: InOrder) => {
    early(order);
    order.add("a", "a");
    order.ended("a");
  };
  expect(written(all)).toBe("abc");
});

test("the first of what is left is written at once, also when it began to wait", () => {
  const act = (order: InOrder) => {
    order.add("b", "1");
    order.add("a", "0");
    order.ended("a");
    order.add("b", "2");
  };
  expect(written(act)).toBe("012");
});

test("flush writes what waits, in order; a part that nobody announced never waits", () => {
  const act = (order: InOrder) => {
    order.add("c", "c");
    order.add("b", "b");
    order.add("x", "x");
    order.flush();
    order.add("a", "a");
  };
  expect(written(act)).toBe("xbca");
});

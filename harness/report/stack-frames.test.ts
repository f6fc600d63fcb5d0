import { expect, test } from "vitest";
import { framesOf } from "./stack-frames.ts";

const frame = (method: string, file: string) => ({ method, file, line: 4, column: 2 });

test("own frames with paths below the project; libraries only when there is nothing else", () => {
  const stacks = [
    frame("find", "/p/server/x.ts"),
    frame("", "/p/a.scenario.ts"),
    frame("run", "/p/node_modules/v/i.js"),
  ];
  expect(framesOf({ message: "", stacks }, "/p")).toEqual(["find server/x.ts:4:2", "a.scenario.ts:4:2"]);
  expect(framesOf({ message: "", stacks: stacks.slice(2) }, "/p")).toEqual(["run node_modules/v/i.js:4:2"]);
});

test("a stack that Vitest did not parse is read as text", () => {
  const stack =
    "Error: no\n    at file:///p/a.ts:4:23\n    at new Promise (<anonymous>)\n    at run (file:///p/b.ts:1:1)";
  expect(framesOf({ message: "no", stack }, "/p")).toEqual(["a.ts:4:23", "run (b.ts:1:1)"]);
});

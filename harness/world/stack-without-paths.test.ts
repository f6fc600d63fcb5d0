import { expect, test } from "vitest";
import { stackWithoutPaths } from "./stack-without-paths.ts";

test("a stack keeps its message and the names of our functions, and no place of the machine", () => {
  const stack = [
    "TypeError: nothing there",
    "at all",
    "    at approve (/home/ana/checkout/server/http/handlers/approve.ts:31:5)",
    "    at async file:///home/ana/checkout/server/http/serve.ts:90:7",
    "    at Module.query (/home/ana/checkout/node_modules/mysql2/lib/pool.js:7:1)",
    "    at async Promise.all (index 0)",
    "    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
  ].join("\n");
  expect(stackWithoutPaths(stack)).toBe(
    ["TypeError: nothing there", "at all", "    at approve", "    at async Promise.all"].join("\n"),
  );
});

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

test("who in the harness waited for it is left out", () => {
  const [inside, outside] = [import.meta.filename, new URL("../../server/api/serve.ts", import.meta.url).href];
  const stack = `Error: e\n    at serve (${outside}:9:1)\n    at Network.operation (${inside}:1:1)\n    at run (${import.meta.url}:1:1)`;
  expect(stackWithoutPaths(stack)).toBe("Error: e\n    at serve");
});

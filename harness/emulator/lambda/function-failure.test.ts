import { expect, test } from "vitest";
import { failureOf, timedOut } from "./function-failure.ts";

class WrapError extends Error {
  readonly errorType = "wrapError";
}

// Bytes as the Go runtime writes them: docs/contract/pipeline.md 4 and docs/contract/http-api.md 2.
test("an error that names its type has the Go runtime's payload", () => {
  expect(failureOf(new WrapError("failed: <nil> & more")).payload).toBe(
    '{"errorMessage":"failed: \\u003cnil\\u003e \\u0026 more","errorType":"wrapError"}',
  );
});

test("any other error has Node's payload", () => {
  const { payload, errorType } = failureOf(new TypeError("boom"));
  expect(errorType).toBe("TypeError");
  expect(payload).toBe('{"errorType":"TypeError","errorMessage":"boom","trace":["TypeError: boom"]}');
});

test("its trace has the frames of deployed code, and none of the harness", () => {
  const error = new TypeError("boom\nat midnight");
  error.stack = [
    "TypeError: boom",
    "at midnight",
    "    at develop (file:///var/task/index.mjs:3:25)",
    "    at invoke (/home/somebody/checkout/harness/emulator/lambda/invoker.ts:12:3)",
    "    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
  ].join("\n");
  expect(JSON.parse(failureOf(error).payload)).toMatchObject({
    trace: ["TypeError: boom", "at midnight", "    at develop (file:///var/task/index.mjs:3:25)"],
  });
});

test("an object with an errorType is passed on as it is, and any other value by its type", () => {
  const exit = { errorType: "Runtime.ExitError", errorMessage: "RequestId: 1 Error: Runtime exited" };
  expect(failureOf(exit)).toEqual({ ...exit, payload: JSON.stringify(exit) });
  expect(failureOf("boom").payload).toBe('{"errorType":"string","errorMessage":"boom","trace":[]}');
});

test("a time-out is worded as AWS words it", () => {
  expect(timedOut("id-1", 3).payload).toBe(
    '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: id-1 Error: Task timed out after 3.00 seconds"}',
  );
});

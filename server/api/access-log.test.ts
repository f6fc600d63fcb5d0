import { expect, test } from "vitest";
import { RequestContext } from "../http/context.ts";
import { jsonReply } from "../http/messages.ts";
import { Logger } from "../logging/logger.ts";
import { type Failure, logAccess } from "./access-log.ts";

function accessLine(status: number, failure: Failure | undefined) {
  const fields: (readonly [string, unknown])[] = [];
  const log = new Logger((record) => fields.push(...record.fields));
  const request = { method: "GET", path: "/", headers: {}, body: Buffer.alloc(0) };
  const ids = { uuid: () => "", hex: () => "" };
  const context = new RequestContext({ request, requestId: "r", log, plainLog: log, ids, span: undefined });
  logAccess(context, "/", jsonReply(status, {}), 1.5, failure);
  return fields.slice(fields.findIndex(([name]) => name === "user_agent") + 1);
}

/** Recordings list-redis-down, list-mysql-down, approve-status-6. */
test("an error that carries its status shows code and message before the errors", () => {
  expect(accessLine(500, { panic: false, message: "HTTP 500: Failed to validate token" })).toEqual([
    ["error_code", 500],
    ["error_message", "Failed to validate token"],
    ["errors", ["HTTP 500: Failed to validate token"]],
  ]);
  expect(accessLine(500, { panic: false, message: "failed to start transaction" })).toEqual([
    ["errors", ["failed to start transaction"]],
  ]);
  expect(accessLine(500, { panic: true, stack: "s" }).slice(1)).toEqual([
    ["error_code", 500],
    ["error_message", "Internal server error"],
    ["errors", ["HTTP 500: Internal server error"]],
  ]);
  expect(accessLine(404, { panic: false, message: "HTTP 404: no" })).toEqual([]);
});

test.each([
  [200, "INFO HTTP Request"],
  [399, "INFO HTTP Request"],
  [400, "INFO HTTP Response"],
  [422, "INFO HTTP Response"],
  [423, "WARN HTTP Response"],
  [429, "WARN HTTP Response"],
  [499, "INFO HTTP Response"],
  [500, "ERROR HTTP Error"],
])("a request that was answered %i ends with %s", (status, expected) => {
  const lines: string[] = [];
  const log = new Logger(({ level, message, fields }) => {
    const { user_agent: agent, method, path } = Object.fromEntries(fields);
    lines.push(`${level} ${message}`);
    expect([agent, method, path]).toEqual(["", "GET", "/"]);
  });
  const request = { method: "GET", path: "/", headers: {}, body: Buffer.alloc(0) };
  const ids = { uuid: () => "", hex: () => "" };
  const context = new RequestContext({ request, requestId: "r", log, plainLog: log, ids, span: undefined });
  logAccess(context, undefined, jsonReply(status, {}), 1, undefined);
  expect(lines).toEqual([expected]);
});

test("a status counts only at the beginning of an error", () => {
  expect(accessLine(500, { panic: false, message: "db: HTTP 500: x" })).toEqual([["errors", ["db: HTTP 500: x"]]]);
});

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

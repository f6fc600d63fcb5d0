import type { RequestContext } from "../http/context.ts";
import { headerOf, pathOf, queryOf, type Reply } from "../http/messages.ts";
import { nanoseconds } from "../logging/nanoseconds.ts";
import { clientIpOf } from "./client.ts";

/** The reason of an error answer; `panic` for an unexpected exception. */
export type Failure =
  | { readonly panic: false; readonly message: string }
  | { readonly panic: true; readonly stack: string };

/**
 * The closing line of a request (docs/contract/logs.md 1). `request_id` occurs twice: from the logger and as a field;
 * the duration is an integer of nanoseconds.
 */
export function logAccess(
  context: RequestContext,
  pattern: string | undefined,
  reply: Reply,
  durationMs: number,
  failure: Failure | undefined,
): void {
  const { request, span, claims } = context;
  const query = queryOf(request);
  const level = reply.status >= 500 ? "ERROR" : reply.status === 423 || reply.status === 429 ? "WARN" : "INFO";
  const message = reply.status >= 500 ? "HTTP Error" : reply.status >= 400 ? "HTTP Response" : "HTTP Request";
  context.log.write(level, message, [
    ["request_id", context.requestId],
    ["method", request.method],
    ["path", pattern ?? pathOf(request)],
    ["status", reply.status],
    ["duration", nanoseconds(durationMs)],
    ["size", reply.size],
    ["client_ip", clientIpOf(request)],
    ["user_agent", headerOf(request, "User-Agent") ?? ""],
    ...(span
      ? ([
          ["trace_id", span.traceId],
          ["span_id", span.spanId],
        ] as const)
      : []),
    ...(query === "" ? [] : ([["query", query]] as const)),
    ...(claims
      ? ([
          ["user_id", claims.user.ID],
          ["user_role_id", claims.user.UserRoleID],
        ] as const)
      : []),
    ...failureFields(reply.status, failure),
  ]);
}

function failureFields(status: number, failure: Failure | undefined): readonly (readonly [string, unknown])[] {
  if (status < 500 || !failure) return [];
  if (!failure.panic) return [...errorFields(failure.message), ["errors", [failure.message]]];
  return [
    ["stack", failure.stack],
    ["error_code", 500],
    ["error_message", "Internal server error"],
    ["errors", ["HTTP 500: Internal server error"]],
  ];
}

/** An error that carries its status also shows code and message by themselves (recording list-redis-down). */
function errorFields(message: string): readonly (readonly [string, unknown])[] {
  const [, code, text] = /^HTTP (\d{3}): (.*)$/s.exec(message) ?? [];
  if (code === undefined) return [];
  return [
    ["error_code", Number(code)],
    ["error_message", text],
  ];
}

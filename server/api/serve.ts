import type { System } from "../../system/revisions.ts";
import { type Authentication, authenticate } from "../auth/authenticate.ts";
import { type PermissionCheck, requirePermission } from "../auth/permission-check.ts";
import { TransactionError } from "../database/database-error.ts";
import { RequestContext } from "../http/context.ts";
import { HttpError } from "../http/http-error.ts";
import {
  errorReply,
  type HttpRequest,
  type HttpResponse,
  headerOf,
  notFoundReply,
  panicReply,
  pathOf,
  type Reply,
} from "../http/messages.ts";
import { startRequestSpan } from "../http/trace-context.ts";
import type { Logger } from "../logging/logger.ts";
import type { ServerClock, ServerIds } from "../ports.ts";
import { type Failure, logAccess } from "./access-log.ts";
import { remoteAddressOf } from "./client.ts";
import { checkOrigin } from "./cors.ts";
import { redirectResponse } from "./redirect.ts";
import type { Router } from "./router.ts";
import type { Endpoint } from "./routes.ts";

/** Go sends a body of up to 2048 bytes with its length, a longer one in chunks (docs/contract/http-api.md 2). */
const BUFFERED_BYTES = 2048;

export interface Application {
  readonly system: System;
  readonly clock: ServerClock;
  readonly ids: ServerIds;
  readonly log: Logger;
  readonly tracesEnabled: boolean;
  readonly router: Router<Endpoint>;
  readonly authentication: Authentication;
  readonly permissions: PermissionCheck;
}

interface Answer {
  readonly reply: Reply;
  readonly failure?: Failure;
}

/** Answers one request, through the middleware of docs/contract/http-api.md 1 in its order. Never throws. */
export async function serve(app: Application, request: HttpRequest): Promise<HttpResponse> {
  const match = app.router.match(request.method, pathOf(request));
  if (match.kind === "redirect") return redirectResponse(request, match.status, match.path);
  const route = match.kind === "route" ? match.route : undefined;

  app.log.info("Request received", {
    method: request.method,
    path: pathOf(request),
    remote_addr: remoteAddressOf(request),
  });
  const requestId = requestIdOf(app, request);
  const startedAtMs = app.clock.now();
  const origin = checkOrigin(request);
  const context = new RequestContext({
    request,
    requestId,
    plainLog: app.log,
    log: app.log.with(["request_id", requestId]),
    ids: app.ids,
    span: app.tracesEnabled && origin.kind === "pass" ? spanOf(app, request) : undefined,
  });
  const { reply, failure } =
    origin.kind === "answer" ? { reply: origin.reply, failure: undefined } : await answer(app, context, route?.handler);
  logAccess(context, route?.pattern, reply, app.clock.now() - startedAtMs, failure);
  context.startAfterResponse();
  return {
    status: reply.status,
    headers: {
      ...(origin.kind === "pass" ? origin.headers : {}),
      ...reply.headers,
      "X-Request-Id": requestId,
      ...(reply.body.length <= BUFFERED_BYTES ? { "Content-Length": String(reply.body.length) } : {}),
    },
    body: reply.body,
  };
}

function requestIdOf(app: Application, request: HttpRequest): string {
  const inbound = app.system.features.inboundCorrelation ? (headerOf(request, "X-Request-ID") ?? "").trim() : "";
  return inbound || app.ids.uuid("request-id");
}

function spanOf(app: Application, request: HttpRequest) {
  const inbound = app.system.features.inboundCorrelation ? headerOf(request, "traceparent") : undefined;
  return startRequestSpan(app.ids, inbound);
}

async function answer(app: Application, context: RequestContext, endpoint: Endpoint | undefined): Promise<Answer> {
  if (!endpoint) return { reply: notFoundReply() };
  try {
    if (!endpoint.open) await admit(app, context);
    return { reply: await endpoint.answer(context) };
  } catch (error) {
    const intended = error instanceof TransactionError ? new HttpError(500, error.message) : error;
    if (intended instanceof HttpError) {
      return { reply: errorReply(intended), failure: { panic: false, message: intended.internal } };
    }
    // Everything else is a panic to the client; the access line keeps where it came from.
    return { reply: panicReply(), failure: { panic: true, stack: stackOf(error) } };
  }
}

async function admit(app: Application, context: RequestContext): Promise<void> {
  const { request } = context;
  context.claims = await authenticate(app.authentication, request);
  const userId = context.claims.user.ID;
  await requirePermission(app.permissions, context.log, userId, request.method, pathOf(request));
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

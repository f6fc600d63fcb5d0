import type { Logger } from "../logging/logger.ts";
import type { ServerIds } from "../ports.ts";
import type { AccessClaims } from "./access-claims.ts";
import type { HttpRequest } from "./messages.ts";
import { outgoingTraceparent, type Span } from "./trace-context.ts";

/** What one request carries through the server. */
export class RequestContext {
  readonly request: HttpRequest;
  readonly requestId: string;
  /** Puts the request id first. */
  readonly log: Logger;
  /** Carries no ids (docs/contract/logs.md, "Correlation fields"). */
  readonly plainLog: Logger;
  /** Undefined when tracing is off. */
  readonly span: Span | undefined;
  /** Undefined before authentication. */
  claims: AccessClaims | undefined;
  readonly #ids: ServerIds;
  #serviceTraceparent: string | undefined;
  readonly #afterResponse: (() => Promise<void>)[] = [];

  constructor(parts: {
    request: HttpRequest;
    requestId: string;
    log: Logger;
    plainLog: Logger;
    ids: ServerIds;
    span: Span | undefined;
  }) {
    this.request = parts.request;
    this.requestId = parts.requestId;
    this.log = parts.log;
    this.plainLog = parts.plainLog;
    this.#ids = parts.ids;
    this.span = parts.span;
  }

  /** `traceparent` for calls to other services on behalf of this request; empty when tracing is off. */
  traceparent(): string {
    if (this.span === undefined) return "";
    this.#serviceTraceparent ??= outgoingTraceparent(this.#ids, this.span);
    return this.#serviceTraceparent;
  }

  /** Work that nobody awaits; it starts after the answer and the access line are written. It must not throw. */
  afterResponse(activity: () => Promise<void>): void {
    this.#afterResponse.push(activity);
  }

  startAfterResponse(): void {
    for (const activity of this.#afterResponse) void activity();
  }
}

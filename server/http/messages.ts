import { encodeGoJson } from "../../system/go/json.ts";
import type { HttpError } from "./http-error.ts";

/** One request, as a listener or a world passes it to the server. */
export interface HttpRequest {
  readonly method: string;
  /** Path with the query, as on the request line. */
  readonly path: string;
  /** Names in any spelling. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** `ip:port` of the peer. */
  readonly remoteAddress?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The result of a handler; `size` is the one of the access line, -1 when nothing was written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly size: number;
}

const JSON_TYPE = "application/json; charset=utf-8";

export function jsonReply(status: number, value: unknown): Reply {
  const body = Buffer.from(encodeGoJson(value));
  return { status, headers: { "Content-Type": JSON_TYPE }, body, size: body.length };
}

/** Keys in the order code, details, message (docs/contract/http-api.md 2). */
export function errorReply(error: HttpError): Reply {
  return jsonReply(error.status, { code: error.status, details: error.details, message: error.message });
}

export function panicReply(): Reply {
  return jsonReply(500, { code: 500, message: "Internal server error" });
}

/** gin writes its own 404 after the access log has read the size. */
export function notFoundReply(): Reply {
  return { status: 404, headers: { "Content-Type": "text/plain" }, body: Buffer.from("404 page not found"), size: -1 };
}

export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: Buffer.alloc(0), size: 0 };
}

/** A header whatever its spelling. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(request.headers)) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** The path without its escapes, as Go routes, checks and logs it; one with broken escapes stays as it is. */
export function pathOf(request: HttpRequest): string {
  const path = request.path.split("?", 1)[0] ?? "";
  if (!path.includes("%") || /%(?![0-9a-fA-F]{2})/.test(path)) return path;
  const bytes = path.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

export function queryOf(request: HttpRequest): string {
  const at = request.path.indexOf("?");
  return at < 0 ? "" : request.path.slice(at + 1);
}

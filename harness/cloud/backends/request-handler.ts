import { validateHeaderName, validateHeaderValue } from "node:http";
import { Readable } from "node:stream";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { headersOnTheWire } from "../../network/wire-response.ts";

/** The part of an SDK v3 request that reaches the wire. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly reason?: string;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** The common part of the platform's AbortSignal and the SDK's own. */
interface AbortNotice {
  readonly aborted: boolean;
  onabort?: unknown;
}

/** An SDK v3 request handler; structurally the SDK's own `HttpHandler`. */
export interface InProcessRequestHandler {
  readonly metadata: { readonly handlerProtocol: "http/1.1" };
  handle(request: SdkRequest, options?: { abortSignal?: AbortNotice }): Promise<{ response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

/**
 * Carries SDK requests to `handle` without a socket, and refuses whatever a socket would refuse: code that passes here
 * must not fail against AWS.
 *
 * Rejects with node:http's own TypeErrors for unsendable headers and paths, with `AbortError` when the caller gives up,
 * and with what `handle` throws.
 */
export function inProcessRequestHandler(
  handle: (request: HttpRequest) => Promise<HttpResponse>,
): InProcessRequestHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(request, options) {
      const answered = send(request, handle, options?.abortSignal);
      const response = await unlessAborted(answered, options?.abortSignal, request.body);
      return { response };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

async function send(
  request: SdkRequest,
  handle: (request: HttpRequest) => Promise<HttpResponse>,
  abort: AbortNotice | undefined,
): Promise<SdkResponse> {
  if (abort?.aborted) throw abortError();
  const headers = sendableHeaders(request.headers);
  const path = sendablePath(request);
  const body = await collect(request.body);
  frameBody(request, headers, body);
  // A request that was aborted while its body was read was never sent.
  if (abort?.aborted) throw abortError();
  const response = await handle({ method: request.method, path, headers, body });
  return {
    statusCode: response.status,
    headers: headersOnTheWire(response),
    body: Readable.from(response.body.length > 0 ? [response.body] : [], { objectMode: false }),
  };
}

function sendableHeaders(headers: SdkRequest["headers"]): Record<string, string> {
  const sendable: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    // The type excludes undefined, but callers without types may pass it.
    validateHeaderValue(name, value as string);
    sendable[name.toLowerCase()] = String(value).trim();
  }
  return sendable;
}

function sendablePath({ path, query }: SdkRequest): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.map((one: string | null) =>
      one === null ? escapeUri(name) : `${escapeUri(name)}=${escapeUri(one)}`,
    );
  });
  const target = pairs.length > 0 ? `${path}?${pairs.sort().join("&")}` : path;
  if (/[^\u0021-\u00ff]/.test(target)) {
    throw Object.assign(new TypeError("Request path contains unescaped characters"), {
      code: "ERR_UNESCAPED_CHARACTERS",
    });
  }
  return target;
}

function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function collect(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === "string") return Buffer.from(body);
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  if (isAsyncIterable(body)) {
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : bytesOf(chunk));
    return Buffer.concat(chunks);
  }
  throw new TypeError(`A request body of type ${describe(body)} cannot be sent: use a string, bytes or a stream.`);
}

function isAsyncIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

function bytesOf(chunk: unknown): Buffer {
  if (!ArrayBuffer.isView(chunk)) throw new TypeError(`A stream gave a chunk of type ${describe(chunk)}, not bytes.`);
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? (value.constructor?.name ?? "object") : typeof value;
}

/**
 * Frames the body as node:http does: a declared length must be true (a socket would wait for missing bytes, or take
 * surplus ones for the next request), a stream goes in chunks, all else gets its length.
 */
function frameBody({ method, body: source }: SdkRequest, headers: Record<string, string>, body: Buffer): void {
  const declared = headers["content-length"];
  if (declared !== undefined) {
    if (Number(declared) === body.length) return;
    throw new Error(`${method}: the body has ${body.length} bytes, but Content-Length says ${declared}.`);
  }
  if (headers["transfer-encoding"] !== undefined) return;
  if (isAsyncIterable(source)) headers["transfer-encoding"] = "chunked";
  else if (body.length > 0 || method === "PUT" || method === "POST") headers["content-length"] = String(body.length);
}

/** Rejects as soon as the caller aborts, although the callee may still run, as with a socket. */
function unlessAborted<T>(work: Promise<T>, abort: AbortNotice | undefined, body: unknown): Promise<T> {
  if (!abort) return work;
  return new Promise<T>((resolve, reject) => {
    const giveUp = (): void => {
      if (body instanceof Readable) body.destroy();
      reject(abortError());
    };
    if (abort instanceof AbortSignal) abort.addEventListener("abort", giveUp, { once: true });
    else abort.onabort = giveUp;
    work.then(resolve, reject).finally(() => {
      if (abort instanceof AbortSignal) abort.removeEventListener("abort", giveUp);
    });
  });
}

function abortError(): Error {
  return Object.assign(new Error("Request aborted"), { name: "AbortError" });
}

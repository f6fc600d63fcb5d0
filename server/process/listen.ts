import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerConfiguration } from "../configuration.ts";
import type { HttpRequest, HttpResponse } from "../http/messages.ts";
import { Unavailable } from "./unavailable.ts";

export interface Listener {
  /** `host:port`, with the port that the system chose for 0. */
  readonly address: string;
  /** Accepts no new request; resolves when running ones are answered, or are cut off after the read time-out. */
  stop(): Promise<void>;
}

/**
 * Serves HTTP at an address until it is stopped. `sleep` must not keep the process alive.
 *
 * @throws Unavailable when the address cannot be had.
 */
export async function listen(
  host: string,
  { port, readTimeoutMs, idleTimeoutMs }: ServerConfiguration["http"],
  handle: (request: HttpRequest) => Promise<HttpResponse>,
  sleep: (ms: number) => Promise<void>,
): Promise<Listener> {
  let stopping = false;
  const options = {
    requestTimeout: readTimeoutMs,
    headersTimeout: readTimeoutMs,
    keepAliveTimeout: idleTimeoutMs,
    // Node checks for late requests only at intervals; a second is exact enough for a time-out in seconds.
    connectionsCheckingInterval: 1_000,
  };
  const listener = createServer(options, (request, response) => {
    void answer(handle, request, response, () => stopping);
  });
  await bind(listener, host, port);
  const { port: bound } = listener.address() as AddressInfo;
  return {
    address: `${host.includes(":") ? `[${host}]` : host}:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        // Node no longer looks for late requests of a server that closes.
        void sleep(readTimeoutMs).then(() => listener.closeAllConnections());
        listener.close(() => resolve());
        listener.closeIdleConnections();
      }),
  };
}

function bind(listener: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once("error", (error: NodeJS.ErrnoException) => {
      const reasons: Readonly<Record<string, string>> = {
        EADDRINUSE: "somebody else listens there",
        EACCES: "this user may not listen there",
        EADDRNOTAVAIL: "this machine has no such address",
        ENOTFOUND: "this machine has no such address",
      };
      const reason = reasons[error.code ?? ""] ?? error.message;
      reject(
        new Unavailable(`The server cannot listen at ${host}:${port}: ${reason}; set http.port or TOQ_HTTP_PORT.`),
      );
    });
    listener.listen(port, host, resolve);
  });
}

async function answer(
  handle: (request: HttpRequest) => Promise<HttpResponse>,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: () => boolean,
): Promise<void> {
  try {
    if (!isTarget(request.url ?? "/")) {
      refuse(response);
      return;
    }
    const received = await read(request);
    if (received === undefined) {
      refuseLargeBody(response);
      return;
    }
    const { status, headers, body } = await handle(received);
    // A kept-alive connection would delay the stop of the server.
    if (stopping()) response.shouldKeepAlive = false;
    response.writeHead(status, linesOf(headers));
    response.end(body);
  } catch (error) {
    // A client that went away in the middle of its request; everything else has been answered by the server itself.
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/**
 * Bytes of a body. The contract knows no limit, and no request needs a tenth of this; but the callback is read before its signature
 * is looked at, so anybody may send one. 10 MB is what Go's net/http reads of a form (`Request.ParseForm`).
 */
const MAXIMUM_BODY_BYTES = 10 << 20;

/** `undefined` when the body is too large. */
async function read(request: IncomingMessage): Promise<HttpRequest | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MAXIMUM_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAXIMUM_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return {
    method: request.method ?? "GET",
    path: (request.url ?? "/").replace(/^https?:\/\/[^/?]*/i, ""),
    // Go takes the first of several headers of one name.
    headers: Object.fromEntries(Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.[0]])),
    body: Buffer.concat(chunks),
    remoteAddress: `${request.socket.remoteAddress}:${request.socket.remotePort}`,
  };
}

/** A path whose escapes are broken reaches no handler: Go's HTTP server answers by itself. */
function isTarget(target: string): boolean {
  const [path = ""] = target.split("?", 1);
  return !/%(?![0-9a-fA-F]{2})/.test(path);
}

function refuse(response: ServerResponse): void {
  response.sendDate = false;
  response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end("400 Bad Request");
}

/** In the words of Go's http.MaxBytesError; what is left of the body is not read. */
function refuseLargeBody(response: ServerResponse): void {
  response.sendDate = false;
  response.writeHead(413, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end("http: request body too large");
}

/** Go writes one line for each value of `Vary`. */
function linesOf(headers: HttpResponse["headers"]): Record<string, string | string[]> {
  const { Vary: vary, ...others } = headers;
  return vary === undefined ? others : { ...others, Vary: vary.split(", ") };
}

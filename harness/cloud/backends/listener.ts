import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { headersOnTheWire } from "../../network/wire-response.ts";

export interface ListenerOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Address of this machine to listen on. Default: loopback. Used besides: the bridge to this machine's containers. */
  readonly host?: string;
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
}

export interface Listener {
  /** `http://127.0.0.1:4566`: an IP address, because SDKs then use path style by themselves. */
  readonly url: string;
  /** Stops accepting requests; resolves when running ones are answered. */
  close(): Promise<void>;
  /** Cuts all connections, also those with running requests. */
  destroy(): Promise<void>;
}

/** Longer than clients keep idle connections, so that clients close first and no request meets a closing socket. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/**
 * Serves HTTP/1.1, by default on the loopback interface. node:http answers `Expect: 100-continue` by itself. What
 * `handle` throws is our own bug: the client gets a 500 with its message. Rejects when the port is not available.
 */
export async function startListener({ port, host = "127.0.0.1", handle }: ListenerOptions): Promise<Listener> {
  let closing = false;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS, requestTimeout: 0 }, (incoming, outgoing) => {
    void answer(incoming, outgoing, handle, () => closing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The listener has no port.");

  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      closing = true;
      if (!server.listening) return resolve();
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeIdleConnections();
    });
  return {
    url: `http://${host}:${address.port}`,
    close,
    destroy() {
      const closed = close();
      server.closeAllConnections();
      return closed;
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: ListenerOptions["handle"],
  closing: () => boolean,
): Promise<void> {
  const body = await readBody(incoming);
  // The client disconnected before its request was complete, so nobody expects an answer.
  if (body === undefined) return;
  const response = await handle(requestOf(incoming, body)).catch(internalError);
  // The emulated cloud's time is in its own `date`.
  outgoing.sendDate = false;
  if (closing()) outgoing.shouldKeepAlive = false;
  outgoing.writeHead(response.status, headersOnTheWire(response));
  outgoing.end(incoming.method === "HEAD" ? undefined : response.body);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return incoming.complete ? Buffer.concat(chunks) : undefined;
}

function requestOf(incoming: IncomingMessage, body: Buffer): HttpRequest {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(",") : (value ?? ""),
  ]);
  // Clients that take us for a proxy send an absolute URL.
  const path = (incoming.url ?? "/").replace(/^https?:\/\/[^/]*/i, "") || "/";
  return { method: incoming.method ?? "GET", path, headers: Object.fromEntries(headers), body };
}

function internalError(error: unknown): HttpResponse {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    status: 500,
    headers: { "content-type": "text/plain; charset=utf-8", "x-amzn-errortype": "InternalFailure" },
    body: Buffer.from(`The emulated cloud failed, which is a mistake of its own: ${text}\n`),
  };
}

function portError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== "EADDRINUSE") return error;
  return new Error(`Port ${port} of ${host} is in use: stop what listens there, or choose another port.`, {
    cause: error,
  });
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { createServer } from "../../support/node-http.ts";
import { type LargeBodies, receiveRequest } from "./receive-request.ts";
import { reportMistake } from "./report-mistake.ts";
import { writeAnswer } from "./write-answer.ts";

export interface ListenerOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Address of this machine to listen on. Default: loopback. Used besides: the bridge to this machine's containers. */
  readonly host?: string;
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
  /** Turns a request away by its head, before its body is read. */
  readonly refuse?: (head: Omit<HttpRequest, "body">, incoming: IncomingMessage) => HttpResponse | undefined;
  /** Whether what `handle` throws is a connection that broke: the client's is then cut, too, and nobody answers. */
  readonly breaks?: (error: unknown) => boolean;
  /** Without it every body is in memory. */
  readonly largeBodies?: LargeBodies;
  /** Told of every mistake of ours. Default: a line on standard error. */
  readonly report?: (mistake: unknown) => void;
  readonly limits?: Partial<ListenerLimits>;
}

/** What a client may take: bytes, and real milliseconds. */
export interface ListenerLimits {
  /** Of a body in memory. */
  readonly bodyBytes: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** Between two looks for connections that are late. */
  readonly checkMs: number;
}

export interface Listener {
  /** `http://127.0.0.1:4566`: an IP address, because SDKs then use path style by themselves. */
  readonly url: string;
  /** Stops accepting requests; resolves when running ones are answered. */
  close(): Promise<void>;
  /** Cuts all connections, also those with running requests. */
  destroy(): Promise<void>;
}

const LIMITS: ListenerLimits = {
  // The largest request of all services but S3: a function's package of 50 MB in base64
  // ("Request must be smaller than 70167211 bytes for the CreateFunction operation").
  bodyBytes: 70_167_211,
  // Node's own defaults: 60 s for the head, 5 minutes for the whole request, looked for every 30 s.
  headersMs: 60_000,
  requestMs: 300_000,
  // Longer than clients keep idle connections, so that clients close first and no request meets a closing socket.
  keepAliveMs: 65_000,
  checkMs: 30_000,
};

/**
 * Serves HTTP/1.1, by default on the loopback interface. node:http answers `Expect: 100-continue` by itself, and closes what
 * sends no whole request in time. Whatever goes wrong here is our own bug, costs the one request, and is a 500 with its message
 * where nothing has been sent. Rejects when the port is not available.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { port, host = "127.0.0.1" } = options;
  const limits = { ...LIMITS, ...options.limits };
  const report = options.report ?? reportMistake;
  let closing = false;
  const timeouts = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
  };
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    // A client that resets its connection while we write.
    outgoing.on("error", () => {});
    answer(incoming, outgoing, { ...options, bodyBytes: limits.bodyBytes, report, closing: () => closing }).catch(
      (mistake: unknown) => {
        report(mistake);
        outgoing.destroy();
      },
    );
  };
  const server = createServer(timeouts, serve);
  // S3 passes over what it does not expect; node:http would refuse it with 417.
  server.on("checkExpectation", serve);
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

interface Answering extends Pick<ListenerOptions, "handle" | "refuse" | "breaks" | "largeBodies"> {
  readonly bodyBytes: number;
  readonly report: (mistake: unknown) => void;
  readonly closing: () => boolean;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, options: Answering): Promise<void> {
  const { handle, refuse, breaks, largeBodies, bodyBytes, report, closing } = options;
  const received = await receiveRequest(incoming, { maximumBytes: bodyBytes, largeBodies, refuse });
  if (received.kind === "gone") return;
  // The emulated cloud's time is in its own `date`.
  outgoing.sendDate = false;
  try {
    const response =
      received.kind === "refused"
        ? received.response
        : await handle(received.request).catch((error: unknown) =>
            breaks?.(error) ? undefined : internalError(error, report),
          );
    if (!response) {
      outgoing.destroy();
      return;
    }
    // What is left of a body that nobody reads would be taken for the next request.
    if (closing() || !incoming.complete) outgoing.shouldKeepAlive = false;
    await writeAnswer(outgoing, response);
  } catch (mistake) {
    if (outgoing.headersSent) throw mistake;
    await writeAnswer(outgoing, internalError(mistake, report));
  } finally {
    if (received.kind === "request") received.request.largeBody?.release();
    // Whoever still sends gets to read the answer: a connection that is closed on unread bytes is reset.
    if (!incoming.complete) incoming.resume();
  }
}

function internalError(error: unknown, report: (mistake: unknown) => void): HttpResponse {
  report(error);
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

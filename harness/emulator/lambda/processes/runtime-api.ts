import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import { headersOnTheWire } from "../../../network/wire-response.ts";
import type { SandboxEvents } from "./sandbox-event.ts";

/** One event for the function, as the Runtime API hands it over. */
export interface RuntimeInvocation {
  readonly payload: string;
  readonly requestId: string;
  readonly functionArn: string;
  /** By the process's clock, milliseconds since the epoch. */
  readonly deadlineMs: number;
  readonly traceId: string;
  /** JSON text that the client says of itself. */
  readonly clientContext: string | undefined;
  /** Milliseconds since the epoch in a virtual world: what the function's log says. */
  readonly worldTimeMs: number | undefined;
}

const RUNTIME = "/2018-06-01/runtime/";

/**
 * The Lambda Runtime API of one process (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), on a loopback port
 * of its own. Every other request to this port is the process's call of the cloud: AWS_ENDPOINT_URL names the same port, so
 * that it is known who calls, and that the process waits meanwhile.
 */
export class RuntimeApi {
  readonly #server: Server;
  readonly #events: SandboxEvents;
  #asking: ServerResponse | undefined;
  #queued: RuntimeInvocation | undefined;
  #current: string | undefined;
  #wasReady = false;
  /** Requests that have not been read, and answers that have not been written, to their end. */
  #transfers = 0;

  private constructor(events: SandboxEvents) {
    this.#events = events;
    this.#server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }, (incoming, outgoing) => {
      this.#serve(incoming, outgoing).catch(() => outgoing.destroy());
    });
    this.#server.on("connection", (socket) => socket.unref());
    this.#server.unref();
  }

  static async start(events: SandboxEvents): Promise<RuntimeApi> {
    const api = new RuntimeApi(events);
    await new Promise<void>((resolve, reject) => {
      api.#server.once("error", reject);
      api.#server.listen(0, "127.0.0.1", resolve);
    });
    return api;
  }

  /** `127.0.0.1:40123` */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The Runtime API has no port.");
    return address.port;
  }

  /** Whether bytes are on their way to the process or from it. */
  get isTransferring(): boolean {
    return this.#transfers > 0;
  }

  /** Hands over one invocation; the process takes it when it asks for the next. */
  offer(invocation: RuntimeInvocation): void {
    this.#queued = invocation;
    this.#handOver();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    this.#transfers++;
    const body = await buffer(incoming)
      .catch(() => undefined)
      .finally(() => {
        this.#transfers--;
      });
    // The process went away in the middle of a request; its exit is what counts.
    if (body === undefined) return;
    outgoing.sendDate = false;
    const url = incoming.url ?? "/";
    if (url.startsWith(RUNTIME)) this.#runtime(incoming, url.slice(RUNTIME.length), body, outgoing);
    else if (url.startsWith("/virtual-time/sleep?ms=")) this.#sleep(url, outgoing);
    else
      this.#events.push({ kind: "asked", request: requestOf(incoming, url, body), respond: this.#responder(outgoing) });
  }

  #runtime(incoming: IncomingMessage, path: string, body: Buffer, outgoing: ServerResponse): void {
    const [, requestId, verdict] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (incoming.method === "GET" && path === "invocation/next") this.#next(outgoing);
    else if (incoming.method === "POST" && path === "init/error") {
      accept(outgoing);
      this.#events.push({ kind: "initFailed", body: body.toString("utf8") });
    } else if (incoming.method !== "POST" || requestId === undefined) {
      refuse(outgoing, 404, "UnknownOperation", `${incoming.method} ${RUNTIME}${path} is not part of the Runtime API.`);
    } else if (requestId !== this.#current) refuse(outgoing, 400, "InvalidRequestID", "Invalid request ID");
    else {
      this.#current = undefined;
      accept(outgoing);
      const ends = incoming.headers["harness-ends"] !== undefined;
      this.#events.push({ kind: "answered", failed: verdict === "error", ends, body: body.toString("utf8") });
    }
  }

  #next(outgoing: ServerResponse): void {
    this.#asking = outgoing;
    if (!this.#wasReady) {
      this.#wasReady = true;
      this.#events.push({ kind: "ready" });
    }
    this.#handOver();
  }

  #handOver(): void {
    const [outgoing, invocation] = [this.#asking, this.#queued];
    if (!outgoing || !invocation) return;
    this.#asking = undefined;
    this.#queued = undefined;
    this.#current = invocation.requestId;
    outgoing.writeHead(200, {
      "Content-Type": "application/json",
      "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
      "Lambda-Runtime-Deadline-Ms": String(invocation.deadlineMs),
      "Lambda-Runtime-Invoked-Function-Arn": invocation.functionArn,
      "Lambda-Runtime-Trace-Id": invocation.traceId,
      // Headers are bytes: the runtimes read them as UTF-8.
      ...(invocation.clientContext !== undefined && {
        "Lambda-Runtime-Client-Context": Buffer.from(invocation.clientContext).toString("latin1"),
      }),
      ...(invocation.worldTimeMs !== undefined && { "Harness-Time-Ms": String(invocation.worldTimeMs) }),
    });
    outgoing.end(invocation.payload);
  }

  #responder(outgoing: ServerResponse): (response: HttpResponse | undefined) => void {
    return (response) => {
      // It has given up waiting.
      if (outgoing.destroyed) return;
      if (!response) {
        outgoing.destroy();
        return;
      }
      this.#transfers++;
      outgoing.once("close", () => this.#transfers--);
      try {
        outgoing.writeHead(response.status, headersOnTheWire(response));
        outgoing.end(outgoing.req.method === "HEAD" ? undefined : response.body);
      } catch {
        // What no header can hold is our own bug; to the process it is a broken connection.
        outgoing.destroy();
      }
    };
  }

  #sleep(url: string, outgoing: ServerResponse): void {
    const ms = Number(url.slice(url.indexOf("=") + 1));
    if (!Number.isSafeInteger(ms) || ms < 0) refuse(outgoing, 400, "InvalidSleep", "ms is not a duration");
    else this.#events.push({ kind: "slept", ms, wake: () => accept(outgoing) });
  }
}

function accept(outgoing: ServerResponse): void {
  outgoing.writeHead(202, { "Content-Type": "application/json" });
  outgoing.end('{"status":"OK"}');
}

function refuse(outgoing: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  outgoing.writeHead(status, { "Content-Type": "application/json" });
  outgoing.end(JSON.stringify({ errorMessage, errorType }));
}

function requestOf(incoming: IncomingMessage, path: string, body: Buffer): HttpRequest {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(",") : (value ?? ""),
  ]);
  return { method: incoming.method ?? "GET", path, headers: Object.fromEntries(headers), body };
}

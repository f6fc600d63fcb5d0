import { AsyncLocalStorage } from "node:async_hooks";
// Has to keep Node's own way to connect before msw is in its place.
import "./direct-connection.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import { outboundFetch } from "./outbound-fetch.ts";

/** How outbound HTTP of the system under test travels inside one world. */
export interface OutboundHttp {
  /**
   * The answer of the part at this address; undefined when there is no such part. A rejection is a broken connection.
   */
  carry(url: URL, request: HttpRequest): Promise<HttpResponse> | undefined;
  /** Called for every request that would have left the machine, because the sender may swallow its failure. */
  refused(error: OutboundRefusedError): void;
}

const storage = new AsyncLocalStorage<OutboundHttp>();
let listening: Promise<void> | undefined;

/** A request that would have left the machine. The harness never lets one out. */
export class OutboundRefusedError extends Error {
  override readonly name = "OutboundRefusedError";
}

/** Runs `activity` so that whatever HTTP it sends, by any library, reaches the parts of its own world only. */
export function withOutboundHttp<T>(outbound: OutboundHttp, activity: () => T): T {
  return storage.run(outbound, activity);
}

/**
 * Starts to intercept outbound HTTP of this process, once: `fetch` by our own function, everything below it (node:http
 * and clients built on it) by msw. msw costs 150 ms to import, so worlds call this only when a part that sends HTTP by
 * itself is about to run.
 */
export function catchOutboundHttp(): Promise<void> {
  listening ??= listen();
  return listening;
}

async function listen(): Promise<void> {
  const [{ http, passthrough, HttpResponse }, { setupServer }] = await Promise.all([import("msw"), import("msw/node")]);
  setupServer(
    http.all("*", async ({ request }) => {
      const outbound = storage.getStore();
      // Outside any world: the harness's own loopback traffic and the test runner's.
      if (!outbound) return passthrough();
      const carried = outboundFetch((url, sent) => carryOrRefuse(outbound, url, sent), request, { redirect: "manual" });
      return carried.catch(() => HttpResponse.error());
    }),
  ).listen();
  const intercepted = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const outbound = storage.getStore();
    if (!outbound) return intercepted(input, init);
    return outboundFetch((url, request) => carryOrRefuse(outbound, url, request), input, init);
  };
}

/** The answer, or undefined when there is none: the connection broke (the trace has the reason) or was refused. */
async function carryOrRefuse(
  outbound: OutboundHttp,
  url: URL,
  request: HttpRequest,
): Promise<HttpResponse | undefined> {
  const answer = outbound.carry(url, request);
  if (answer) return answer.catch(() => undefined);
  outbound.refused(
    new OutboundRefusedError(
      `${request.method} ${url.href}: no part of this world has this address, and nothing may leave the machine`,
    ),
  );
  return undefined;
}

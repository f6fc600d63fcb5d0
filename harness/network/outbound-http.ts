import { AsyncLocalStorage } from "node:async_hooks";
import type { HttpRequest, HttpResponse } from "./http.ts";

/** How outbound HTTP of the system under test travels inside one world. */
export interface OutboundHttp {
  /** The answer of the part that has this address, or undefined when none has. A rejection is a broken connection. */
  carry(url: URL, request: HttpRequest): Promise<HttpResponse> | undefined;
  /** Told of every request that would have left the machine, because the sender may swallow its failure. */
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
 * Starts to catch outbound HTTP of this process, once. msw costs 150 ms to import, so worlds call this only when a part
 * that sends HTTP by itself is about to run.
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
      const url = new URL(request.url);
      const headers: Record<string, string> = { host: url.host };
      request.headers.forEach((value, name) => {
        headers[name] = value;
      });
      const body = Buffer.from(await request.arrayBuffer());
      const answer = outbound.carry(url, {
        method: request.method,
        path: `${url.pathname}${url.search}`,
        headers,
        body,
      });
      if (!answer) {
        outbound.refused(
          new OutboundRefusedError(
            `${request.method} ${url.href}: no part of this world has this address, and nothing may leave the machine`,
          ),
        );
        return HttpResponse.error();
      }
      const response = await answer.catch(() => undefined);
      if (!response) return HttpResponse.error();
      const empty = response.status === 204 || response.status === 304;
      return new HttpResponse(empty ? null : new Uint8Array(response.body), {
        status: response.status,
        headers: { ...response.headers },
      });
    }),
  ).listen();
}

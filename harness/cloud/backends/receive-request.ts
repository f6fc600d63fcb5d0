import type { IncomingMessage } from "node:http";
import type { BodyShelf } from "../../network/body-shelf.ts";
import { MemoryContent } from "../../network/content.ts";
import { type HttpRequest, type HttpResponse, httpResponse } from "../../network/http.ts";
import { ArrivingBody } from "./bodies/arriving-body.ts";
import { foreseenDigests } from "./bodies/foreseen-digests.ts";

/** Where large bodies lie, and which requests may bring one. */
export interface LargeBodies {
  readonly shelf: BodyShelf;
  readonly mayBring: (head: Omit<HttpRequest, "body">) => boolean;
}

export interface ReceiveOptions {
  /** Longest body of a request that may bring no large one. */
  readonly maximumBytes: number;
  readonly largeBodies?: LargeBodies | undefined;
  /** Turns a request away by its head. */
  readonly refuse?:
    | ((head: Omit<HttpRequest, "body">, incoming: IncomingMessage) => HttpResponse | undefined)
    | undefined;
}

/** `gone`: the client disconnected before its request was complete, so nobody expects an answer. */
export type Received =
  | { readonly kind: "request"; readonly request: HttpRequest }
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly response: HttpResponse };

/** Reads one request from the wire. A large body is kept once, and the caller releases it. */
export async function receiveRequest(incoming: IncomingMessage, options: ReceiveOptions): Promise<Received> {
  const head = headOf(incoming);
  const { largeBodies, maximumBytes } = options;
  const refusal = options.refuse?.(head, incoming);
  if (refusal) return { kind: "refused", response: refusal };
  const shelf = largeBodies?.mayBring(head) ? largeBodies.shelf : undefined;
  if (!shelf && Number(incoming.headers["content-length"] ?? 0) > maximumBytes) return tooLarge(maximumBytes);
  const body = new ArrivingBody(shelf, foreseenDigests(head));
  try {
    for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (!shelf && body.length + chunk.length > maximumBytes) return tooLarge(maximumBytes);
      const room = body.write(chunk);
      if (room) await room;
    }
  } catch (error) {
    body.abandon();
    if (incoming.destroyed && !incoming.complete) return { kind: "gone" };
    throw error;
  }
  if (!incoming.complete) {
    body.abandon();
    return { kind: "gone" };
  }
  const content = await body.end();
  if (content instanceof MemoryContent) return { kind: "request", request: { ...head, body: content.bytes() } };
  content.keep();
  return { kind: "request", request: { ...head, body: Buffer.alloc(0), largeBody: content } };
}

function headOf(incoming: IncomingMessage): Omit<HttpRequest, "body"> {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(",") : (value ?? ""),
  ]);
  // Clients that take us for a proxy send an absolute URL.
  const path = (incoming.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "") || "/";
  return {
    method: incoming.method ?? "GET",
    path: path.startsWith("?") ? `/${path}` : path,
    headers: Object.fromEntries(headers),
    takesLargeBody: true,
  };
}

function tooLarge(maximumBytes: number): Received {
  const headers = { "content-type": "text/plain; charset=utf-8", "x-amzn-errortype": "RequestEntityTooLargeException" };
  return {
    kind: "refused",
    response: httpResponse(413, headers, `Request must be smaller than ${maximumBytes} bytes\n`),
  };
}

import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { HttpResponse } from "../../network/http.ts";
import { headersOnTheWire } from "../../network/wire-response.ts";

/**
 * Writes an answer to the wire, a large body piece by piece, as fast as the client reads. Throws node:http's own errors for what
 * no status line or header can hold; then nothing has been sent.
 */
export async function writeAnswer(outgoing: ServerResponse, response: HttpResponse): Promise<void> {
  const { largeBody } = response;
  try {
    outgoing.writeHead(response.status, headersOnTheWire(response));
    if (outgoing.req.method === "HEAD") outgoing.end();
    else if (!largeBody) outgoing.end(response.body);
    else {
      for (const piece of largeBody.content.pieces(largeBody.first, largeBody.last)) {
        if (outgoing.destroyed) return;
        if (!outgoing.write(piece)) await drained(outgoing);
      }
      outgoing.end();
    }
  } finally {
    largeBody?.content.release();
  }
}

/** Resolves when there is room for more, or nobody reads any more. */
async function drained(outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed) return;
  const over = new AbortController();
  const anyOf = ["drain", "close"].map((event) => once(outgoing, event, { signal: over.signal }).catch(() => {}));
  await Promise.race(anyOf);
  over.abort();
}

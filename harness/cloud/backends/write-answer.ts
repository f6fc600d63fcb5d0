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
      for await (const piece of largeBody.content.stream(largeBody.first, largeBody.last)) {
        if (outgoing.destroyed) return;
        await written(outgoing, piece);
      }
      outgoing.end();
    }
  } finally {
    largeBody?.content.release();
  }
}

/** Resolves when the system has taken the piece, whose bytes may then change, or when nobody reads any more. */
function written(outgoing: ServerResponse, piece: Buffer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = (): void => {
    outgoing.removeListener("close", done);
    resolve();
  };
  outgoing.once("close", done);
  outgoing.write(piece, done);
  return promise;
}

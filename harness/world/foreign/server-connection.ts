import { request as httpRequest, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { connectDirectly } from "../../network/direct-connection.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";

/** The connection to the server broke, or there was none to be had. */
export class ServerUnreachable extends Error {
  override readonly name = "ServerUnreachable";
  readonly code: string;

  constructor(cause: Error) {
    super(`the server broke the connection: ${cause.message}`, { cause });
    this.code = "code" in cause && typeof cause.code === "string" ? cause.code : "ECONNRESET";
  }
}

/**
 * A connection for each request, although it is offered to be kept, as clients do: a server may close an idle one at any time,
 * and a story must not fail for that.
 */
const OFFERED = { connection: "keep-alive" } as const;

/** Concern one connection only (RFC 9110 7.6.1), and this is another one than the sender's. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  // The body is here already.
  "expect",
]);

/** Sends a request to the server at `port` of this machine. Throws ServerUnreachable when the connection breaks. */
export function sendOverSocket(port: number, { method, path, headers, body }: HttpRequest): Promise<HttpResponse> {
  // Of a DELETE with a body node:http would not say where it ends.
  const length = body.length > 0 ? { "content-length": String(body.length) } : {};
  const sentHeaders = { ...endToEnd(headers), ...length, ...OFFERED };
  const createConnection = () => connectDirectly({ host: "127.0.0.1", port });
  const options = { createConnection, method, path, headers: sentHeaders };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(options, (answer) => {
      buffer(answer)
        .finally(() => sent.destroy())
        .then(
          (received) => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), body: received }),
          (error: Error) => reject(new ServerUnreachable(error)),
        );
    });
    sent.on("error", (error) => reject(new ServerUnreachable(error)));
    sent.end(body.length > 0 ? body : undefined);
  });
}

/** As the server sent them; several of one name are one list (RFC 9110 5.2). */
function headersOf({ headersDistinct }: IncomingMessage): Record<string, string> {
  const lines = Object.entries(headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")] as const);
  return endToEnd(Object.fromEntries(lines));
}

function endToEnd(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase())));
}

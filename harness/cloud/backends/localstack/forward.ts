import { Agent, request } from "node:http";
import { buffer } from "node:stream/consumers";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";

/** Connections are kept for a world's many requests. */
const agent = new Agent({ keepAlive: true });

/** Sends a request, signed as it is, to the server at `endpoint`. Rejects when the connection breaks. */
export function forward(endpoint: URL, { method, path, headers, body }: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: endpoint.hostname, port: endpoint.port, method, path, headers }, (answer) => {
      buffer(answer).then(
        (received) => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer.headers), body: received }),
        reject,
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function headersOf(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : (value ?? "")]),
  );
}

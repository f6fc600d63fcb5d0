import type { HttpResponse } from "./http.ts";

/**
 * Headers as a server sends them: `content-length` is added when the status allows a body and the answer does not frame
 * it. It comes last: node:http refuses a Latin-1 `content-disposition` that follows it (it makes a Buffer of the value, and reads
 * that as UTF-8 to validate it; https://github.com/nodejs/node/pull/46528).
 */
export function headersOnTheWire(response: HttpResponse): Record<string, string> {
  const { "content-length": length, ...headers } = response.headers;
  const bodyless = response.status === 204 || response.status === 304;
  if (bodyless && length === undefined) return headers;
  return { ...headers, "content-length": length ?? String(response.body.length) };
}

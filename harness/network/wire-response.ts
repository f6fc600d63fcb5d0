import type { HttpResponse } from "./http.ts";

/**
 * Headers as a server sends them: `content-length` is added when the status allows a body and the answer does not frame
 * it.
 */
export function headersOnTheWire(response: HttpResponse): Record<string, string> {
  const bodyless = response.status === 204 || response.status === 304;
  if (bodyless || response.headers["content-length"] !== undefined) return { ...response.headers };
  return { ...response.headers, "content-length": String(response.body.length) };
}

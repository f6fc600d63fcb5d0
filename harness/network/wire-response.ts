import type { HttpResponse } from "./http.ts";

/** Headers as a server sends them: with the body's length, where the status has a body and the answer does not say more. */
export function headersOnTheWire(response: HttpResponse): Record<string, string> {
  const bodyless = response.status === 204 || response.status === 304;
  if (bodyless || response.headers["content-length"] !== undefined) return { ...response.headers };
  return { ...response.headers, "content-length": String(response.body.length) };
}

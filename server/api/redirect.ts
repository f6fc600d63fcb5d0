import type { HttpRequest, HttpResponse } from "../http/messages.ts";
import { queryOf } from "../http/messages.ts";

/**
 * gin's redirect for a slash too many or too few; it is answered before any middleware runs (docs/contract/http-api.md
 * 1).
 */
export function redirectResponse(request: HttpRequest, status: 301 | 307, path: string): HttpResponse {
  const location = request.path.includes("?") ? `${path}?${queryOf(request)}` : path;
  if (request.method !== "GET") return { status, headers: { Location: location }, body: Buffer.alloc(0) };
  const escaped = location.replace(/[&<>"']/g, (character) => HTML_ESCAPES[character] ?? character);
  return {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", Location: location },
    body: Buffer.from(`<a href="${escaped}">Moved Permanently</a>.\n\n`),
  };
}

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

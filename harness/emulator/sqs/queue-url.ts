import type { HttpRequest } from "../../network/http.ts";

/**
 * Queue URLs are built from the request's own Host: with only an endpoint in the environment, SDK clients send every
 * later request to the host of the queue's URL, and must stay here.
 */
export function queueUrlFor(http: HttpRequest, accountId: string, name: string): string {
  return `http://${http.headers.host ?? "localhost"}/${accountId}/${name}`;
}

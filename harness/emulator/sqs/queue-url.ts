import type { HttpRequest } from "../../network/http.ts";
import { regionOfHost } from "../gateway/region-of-request.ts";
import type { RoomDependencies } from "../room.ts";

/**
 * Queue URLs are built from the request's own Host: with only an endpoint in the environment, SDK clients send every
 * later request to the host of the queue's URL, and must stay here. Where the host does not say which region it is, the path does.
 */
export function queueUrlFor(
  http: HttpRequest,
  at: RoomDependencies,
  name: string,
  accountId: string = at.accountId,
): string {
  const host = http.headers.host ?? "localhost";
  const region = at.isElsewhere && regionOfHost(host) !== at.region ? `queue/${at.region}/` : "";
  return `http://${host}/${region}${accountId}/${name}`;
}

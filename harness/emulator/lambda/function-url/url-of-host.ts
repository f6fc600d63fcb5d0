import type { HttpRequest } from "../../../network/http.ts";

/** The id of the function URL that a request is sent to, by its host: `ID.lambda-url.REGION.localhost:4566`. */
export function functionUrlId(http: HttpRequest): string | undefined {
  return /^([a-z0-9]{32})\.lambda-url\./.exec(http.headers.host?.toLowerCase() ?? "")?.[1];
}

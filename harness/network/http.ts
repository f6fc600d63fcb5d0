import type { Content } from "./content.ts";

/** One HTTP request as it is on the wire, body in memory. Header names are lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query exactly as sent, for example `/toq-listing-medias/28/raw/a.jpg?x-id=PutObject`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body where it is too large for memory; `body` is then empty. Only a front that has a shelf makes these. */
  readonly largeBody?: Content;
  /** The sender can read an answer's `largeBody`, and releases it. */
  readonly takesLargeBody?: true;
}

/** One HTTP response, body in memory. Header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body where it is too large for memory, kept once for the sender of the request; `body` is then empty. */
  readonly largeBody?: { readonly content: Content; readonly first: number; readonly last: number };
}

export function httpResponse(status: number, headers: Record<string, string>, body: Buffer | string): HttpResponse {
  return { status, headers, body: typeof body === "string" ? Buffer.from(body) : body };
}

/** One HTTP request as it is on the wire, body in memory. Header names are lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query exactly as sent, for example `/toq-listing-medias/28/raw/a.jpg?x-id=PutObject`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One HTTP response, body in memory. Header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function httpResponse(status: number, headers: Record<string, string>, body: Buffer | string): HttpResponse {
  return { status, headers, body: typeof body === "string" ? Buffer.from(body) : body };
}

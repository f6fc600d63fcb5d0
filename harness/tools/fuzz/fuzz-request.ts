/** One request of the fuzzer: HTTP as it should be, or bytes for a socket. */
export type FuzzRequest =
  | {
      readonly kind: "http";
      readonly service: string;
      readonly method: string;
      readonly path: string;
      /** Latin-1. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
    }
  | { readonly kind: "raw"; readonly service: "broken HTTP"; readonly bytes: Buffer };

/** What came of it; without a status the connection was closed without an answer. */
export interface FuzzAnswer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Headers as somebody signs them whose key nobody knows: the service in the scope is all that counts. */
export function signedForNobody(service: string, now: number): Record<string, string> {
  const date = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
  const credential = `fuzz/${date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    "x-amz-date": date,
  };
}

import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../../network/http.ts";
import { isDenial, readAuthorization } from "../gateway/signature/authorization.ts";
import { signingKeyOf } from "../gateway/signature/signing-key.ts";

const EMPTY_SHA256 = createHash("sha256").digest("hex");

/**
 * The chain of signatures of a body in signed chunks, which begins with the request's own
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html, sigv4-streaming-trailers.html).
 */
export interface ChunkSignatures {
  /** Whether the next chunk, with that SHA-256 in hex, has that signature. */
  chunk(sha256: string, signature: string | undefined): boolean;
  /** Whether the trailers, one `name:value` a line, have that signature. */
  trailer(text: string, signature: string | undefined): boolean;
}

/** `undefined` where nobody knows the secret that the request is signed with. */
export function chunkSignatures(
  http: HttpRequest,
  secretOf: (accessKeyId: string) => string | undefined,
): ChunkSignatures | undefined {
  const authorization = readAuthorization(http);
  if (isDenial(authorization) || !authorization.scope) return undefined;
  const { accessKeyId, scope, signature: seed, amzDate = "" } = authorization;
  const secret = secretOf(accessKeyId);
  if (secret === undefined) return undefined;
  const key = signingKeyOf(secret, scope);
  const place = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  let previous = seed;
  const isNext = (kind: string, hashes: readonly string[], signature: string | undefined): boolean => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, amzDate, place, previous, ...hashes].join("\n");
    previous = createHmac("sha256", key).update(text).digest("hex");
    return previous === signature;
  };
  return {
    chunk: (sha256, signature) => isNext("PAYLOAD", [EMPTY_SHA256, sha256], signature),
    trailer: (text, signature) => isNext("TRAILER", [createHash("sha256").update(text).digest("hex")], signature),
  };
}

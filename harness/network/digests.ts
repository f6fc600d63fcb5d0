import { createHash } from "node:crypto";

export type DigestAlgorithm = "md5" | "sha256";

/** Bodies are never changed once they are sent, and a photo passes several hops, so each digest is worked out once. */
const known: Readonly<Record<DigestAlgorithm, WeakMap<Buffer, string>>> = { md5: new WeakMap(), sha256: new WeakMap() };

/** The digest of a body, in lower-case hexadecimal digits. */
export function digestOf(algorithm: DigestAlgorithm, body: Buffer): string {
  let digest = known[algorithm].get(body);
  if (digest === undefined) {
    digest = createHash(algorithm).update(body).digest("hex");
    known[algorithm].set(body, digest);
  }
  return digest;
}

import { createHash } from "node:crypto";

/** Bodies are kept aside, once per content; events carry this reference. */
export interface BodyReference {
  readonly sha256: string;
  readonly bytes: number;
}

/** Bodies are never changed once they are sent, so the digest of one buffer is worked out once: photos pass several hops. */
const known = new WeakMap<Buffer, BodyReference>();

export function bodyReference(body: Buffer): BodyReference {
  let reference = known.get(body);
  if (!reference) {
    reference = { sha256: createHash("sha256").update(body).digest("hex"), bytes: body.length };
    known.set(body, reference);
  }
  return reference;
}

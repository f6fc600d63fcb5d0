import { createHash } from "node:crypto";

/** Bodies are kept aside, once per content; events carry this reference. */
export interface BodyReference {
  readonly sha256: string;
  readonly bytes: number;
}

export function bodyReference(body: Buffer): BodyReference {
  return { sha256: createHash("sha256").update(body).digest("hex"), bytes: body.length };
}

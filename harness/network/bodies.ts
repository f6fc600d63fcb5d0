import { digestOf } from "./digests.ts";

/** Bodies are stored outside the events, once per content; events carry this reference. */
export interface BodyReference {
  readonly sha256: string;
  readonly bytes: number;
}

export function bodyReference(body: Buffer): BodyReference {
  return { sha256: digestOf("sha256", body), bytes: body.length };
}

import type { Content } from "../../../network/content.ts";
import { type ChecksumAlgorithm, checksumElement, checksumHeader, computeChecksum } from "./algorithms.ts";

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Over the object's bytes, or over the concatenated checksums of its parts. */
  readonly type: "FULL_OBJECT" | "COMPOSITE";
  /** Base64; a composite one ends in `-` and the number of parts. */
  readonly value: string;
}

export function fullObjectChecksum(algorithm: ChecksumAlgorithm, body: Content): Checksum {
  return { algorithm, type: "FULL_OBJECT", value: computeChecksum(algorithm, body) };
}

/** `partValues`: the base64 checksums of the parts in order. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, partValues: readonly string[]): Checksum {
  const joined = Buffer.concat(partValues.map((value) => Buffer.from(value, "base64")));
  return { algorithm, type: "COMPOSITE", value: `${computeChecksum(algorithm, joined)}-${partValues.length}` };
}

export function checksumHeaders(checksum: Checksum): Record<string, string> {
  return { [checksumHeader(checksum.algorithm)]: checksum.value, "x-amz-checksum-type": checksum.type };
}

export function checksumElements(checksum: Checksum): Record<string, string> {
  return { [checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type };
}

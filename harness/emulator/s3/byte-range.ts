import { invalidRange } from "./errors.ts";

/** Inclusive at both ends. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The range to answer with, or `undefined` for the whole object: S3 ignores a header it cannot read and lists of ranges. Throws
 * InvalidRange when nothing of the object lies in it.
 */
export function readByteRange(header: string | undefined, objectBytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [range = "", from = "", to = ""] = match ?? [];
  if (!match || (from === "" && to === "")) return undefined;
  if (from === "") {
    const length = Math.min(Number(to), objectBytes);
    if (length === 0) throw invalidRange(range, objectBytes);
    return { first: objectBytes - length, last: objectBytes - 1 };
  }
  const first = Number(from);
  const last = to === "" ? objectBytes - 1 : Math.min(Number(to), objectBytes - 1);
  if (to !== "" && Number(to) < first) return undefined;
  if (first >= objectBytes) throw invalidRange(range, objectBytes);
  return { first, last };
}

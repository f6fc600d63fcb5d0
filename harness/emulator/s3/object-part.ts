import type { ByteRange } from "./byte-range.ts";
import { invalidPartNumber, invalidRequest } from "./errors.ts";
import { readPartNumber } from "./part-number.ts";
import type { S3Request } from "./request.ts";
import type { StoredObject } from "./stored-object.ts";

/** The part that `partNumber` of a read names. */
interface NamedPart {
  /** Absent where the part has no bytes. */
  readonly range: ByteRange | undefined;
  /** How many there are; absent where the object was not uploaded in parts. */
  readonly count: number | undefined;
}

/** Throws InvalidPartNumber, InvalidArgument or InvalidRequest (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html). */
export function readPart({ query, headers }: S3Request, object: StoredObject): NamedPart | undefined {
  const text = query.get("partNumber");
  if (text === undefined) return undefined;
  if (headers.range !== undefined) {
    throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
  }
  const wanted = readPartNumber(text);
  const parts = object.parts ?? [{ partNumber: 1, length: object.body.length }];
  const index = wanted - 1;
  const part = parts[index];
  if (!part) throw invalidPartNumber(wanted, parts.length);
  const first = parts.slice(0, index).reduce((sum, { length }) => sum + length, 0);
  const range = part.length === 0 ? undefined : { first, last: first + part.length - 1 };
  return { range, count: object.parts?.length };
}

import type { Fact, Place } from "../../../../scenario/facts/fact.ts";
import { isKey } from "../cells.ts";
import { instantOf, isObject, type JsonObject, type Shape, textOf } from "./shape.ts";

/** `aws s3api list-objects` and `list-objects-v2`. */
export const objects: Shape = ({ Contents }, { place }) => {
  if (!Array.isArray(Contents)) return undefined;
  return Contents.filter(isObject).flatMap((one) => objectFact(one, place));
};

/** One of them, as `--query 'Contents[]'` shows it. */
export const listedObject: Shape = (value, { place }) => {
  const isListed = ["Size", "LastModified", "ETag", "StorageClass"].some((name) => name in value);
  return isListed && isKey(textOf(value.Key) ?? "") ? objectFact(value, place) : undefined;
};

function objectFact(one: JsonObject, place: Place): Fact[] {
  const key = textOf(one.Key);
  const modifiedAt = instantOf(one.LastModified);
  if (key === undefined) return [];
  const size = Number(one.Size);
  return [
    {
      kind: "object",
      place,
      key,
      ...(one.Size !== undefined && Number.isFinite(size) && { size }),
      ...(modifiedAt !== undefined && { modifiedAt }),
    },
  ];
}

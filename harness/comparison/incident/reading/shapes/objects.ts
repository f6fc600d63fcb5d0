import { instantOf, isObject, type Shape, textOf } from "./shape.ts";

/** `aws s3api list-objects` and `list-objects-v2`. */
export const objects: Shape = ({ Contents }, { place }) => {
  if (!Array.isArray(Contents)) return undefined;
  return Contents.filter(isObject).flatMap((one) => {
    const key = textOf(one.Key);
    const modifiedAt = instantOf(one.LastModified);
    if (key === undefined) return [];
    return [
      {
        kind: "object" as const,
        place,
        key,
        ...(typeof one.Size === "number" && { size: one.Size }),
        ...(modifiedAt !== undefined && { modifiedAt }),
      },
    ];
  });
};

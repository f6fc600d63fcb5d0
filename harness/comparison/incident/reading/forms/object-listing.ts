import { type Form, placeOf } from "../form.ts";

const LINE = /^\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s+(\d+)\s+(\S.*?)\s*$/;

/** A line of `aws s3 ls --recursive`, and its summary. */
export const objectListing: Form = (lines, index) => {
  const line = lines.text[index] ?? "";
  if (/^\s*Total (Objects|Size): /.test(line)) return { facts: [], next: index + 1 };
  const [, modifiedAt, size, key] = LINE.exec(line) ?? [];
  if (key === undefined || !key.includes("/")) return undefined;
  const place = placeOf(lines, index);
  return { facts: [{ kind: "object", place, key, size: Number(size), modifiedAt }], next: index + 1 };
};

import { type Form, placeOf } from "../form.ts";

const LINE = /^\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s+(?:\d[\d.]* (?:Bytes|[KMGT]iB)|(\d+))\s+(\S.*?)\s*$/;

/** A line of `aws s3 ls --recursive`, also with `--human-readable`, and its summary. */
export const objectListing: Form = (lines, index) => {
  const line = lines.text[index] ?? "";
  if (/^\s*Total (Objects|Size): /.test(line)) return { facts: [], next: index + 1 };
  const [, modifiedAt, size, key] = LINE.exec(line) ?? [];
  if (key === undefined || !key.includes("/")) return undefined;
  const place = placeOf(lines, index);
  const known = size === undefined ? {} : { size: Number(size) };
  return { facts: [{ kind: "object", place, key, ...known, modifiedAt }], next: index + 1 };
};

import { AwsError } from "../gateway/aws-error.ts";
import { parseRequestTarget } from "../gateway/request-target.ts";
import { invalidArgument } from "./errors.ts";
import {
  MAXIMUM_BUCKET_TAGS,
  MAXIMUM_OBJECT_TAGS,
  MAXIMUM_TAG_KEY_CHARACTERS,
  MAXIMUM_TAG_VALUE_CHARACTERS,
} from "./limits.ts";

/** Values by key, in the order given (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html). */
export type Tags = ReadonlyMap<string, string>;

export const TAGGING_HEADER = "x-amz-tagging";

const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags of a header, as a form writes them. Throws InvalidArgument, InvalidTag or BadRequest. */
export function readTaggingHeader(text: string | undefined): Tags | undefined {
  if (text === undefined) return undefined;
  const pairs = parseRequestTarget(`/?${text}`).query;
  if (new Set(pairs.map(([key]) => key)).size < pairs.length || pairs.some(([key]) => key === "")) {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      TAGGING_HEADER,
      text,
    );
  }
  return checkTags(pairs, "object");
}

export function checkTags(pairs: readonly (readonly [string, string])[], of: "object" | "bucket"): Tags {
  const maximum = of === "object" ? MAXIMUM_OBJECT_TAGS : MAXIMUM_BUCKET_TAGS;
  if (pairs.length > maximum) {
    const what = of === "object" ? "Object tags" : "Bucket tag count";
    throw new AwsError("BadRequest", `${what} cannot be greater than ${maximum}`);
  }
  const tags = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (key === "" || [...key].length > MAXIMUM_TAG_KEY_CHARACTERS || !ALLOWED.test(key)) {
      throw invalidTag("The TagKey you have provided is invalid", key, undefined);
    }
    if ([...value].length > MAXIMUM_TAG_VALUE_CHARACTERS || !ALLOWED.test(value)) {
      throw invalidTag("The TagValue you have provided is invalid", key, value);
    }
    if (key.startsWith("aws:")) throw invalidTag("System tags cannot be added/updated by requester", key, undefined);
    if (tags.has(key)) throw invalidTag("Cannot provide multiple Tags with the same key", key, undefined);
    tags.set(key, value);
  }
  return tags;
}

const invalidTag = (message: string, key: string, value: string | undefined): AwsError =>
  new AwsError("InvalidTag", message, { fields: { TagKey: key, ...(value !== undefined && { TagValue: value }) } });

export function describeTags(tags: Tags) {
  return { Tag: [...tags].map(([Key, Value]) => ({ Key, Value })) };
}

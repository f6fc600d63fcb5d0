import type { QueryMember, QueryMembers } from "../gateway/query-members.ts";
import type { XmlElement } from "../gateway/xml-elements.ts";
import { malformedPolicy, validationError } from "./errors.ts";
import { DEFAULT_LISTED_ITEMS, MAXIMUM_LISTED_ITEMS } from "./limits.ts";

/** A text that must be there. Throws ValidationError. */
export function text(input: QueryMembers, name: string): string {
  const value = input[name];
  if (typeof value === "string" && value !== "") return value;
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  throw validationError(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

export function optionalText(value: QueryMember | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A name of an entity. Throws ValidationError. */
export function entityName(input: QueryMembers, name: string): string {
  const value = text(input, name);
  if (/^[\w+=,.@-]+$/.test(value)) return value;
  throw validationError(
    `The specified value for ${name.charAt(0).toLowerCase() + name.slice(1)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}

/** The document of a policy, which must be JSON with statements. Throws MalformedPolicyDocument. */
export function policyDocument(input: QueryMembers, name: string): string {
  const document = text(input, name);
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    throw malformedPolicy("Syntax errors in policy.");
  }
  const statements = typeof parsed === "object" && parsed !== null && "Statement" in parsed && parsed.Statement;
  if (typeof statements !== "object") throw malformedPolicy("Syntax errors in policy.");
  return document;
}

export function tagsOf(value: QueryMember | undefined): Map<string, string> {
  const list = Array.isArray(value) ? (value as readonly QueryMember[]) : [];
  return new Map(
    list.flatMap((tag): [string, string][] => {
      const { Key, Value } = typeof tag === "object" && !Array.isArray(tag) ? (tag as QueryMembers) : {};
      return typeof Key === "string" ? [[Key, typeof Value === "string" ? Value : ""]] : [];
    }),
  );
}

export function describeTags(tags: ReadonlyMap<string, string>): XmlElement {
  return { member: [...tags].map(([Key, Value]) => ({ Key, Value })) };
}

/** IAM answers documents percent-encoded. */
export const encodedDocument = (document: string): string =>
  encodeURIComponent(document).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** One page of a list under its element, with the marker of the next. */
export function page(input: QueryMembers, element: string, all: readonly (XmlElement | string)[]): XmlElement {
  const size = Math.min(Number(optionalText(input.MaxItems) ?? DEFAULT_LISTED_ITEMS) || 1, MAXIMUM_LISTED_ITEMS);
  const from = Number(Buffer.from(optionalText(input.Marker) ?? "", "base64url").toString()) || 0;
  const isTruncated = from + size < all.length;
  return {
    [element]: { member: all.slice(from, from + size) },
    IsTruncated: isTruncated,
    Marker: isTruncated ? Buffer.from(String(from + size)).toString("base64url") : undefined,
  };
}

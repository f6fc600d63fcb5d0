import type { QueryMember, QueryMembers } from "../gateway/query-members.ts";
import type { XmlElement } from "../gateway/xml-elements.ts";
import { invalidParameter } from "./errors.ts";
import { MAXIMUM_LISTED } from "./limits.ts";

/** A text that must be there. Throws InvalidParameter. */
export function text(input: QueryMembers, name: string): string {
  const value = input[name];
  if (typeof value === "string" && value !== "") return value;
  throw invalidParameter(`${name} Reason: no value for required parameter`);
}

export function optionalText(value: QueryMember | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function membersOf(value: QueryMember | undefined): QueryMembers {
  return typeof value === "object" && !Array.isArray(value) ? (value as QueryMembers) : {};
}

export function listOf(value: QueryMember | undefined): readonly QueryMember[] {
  return Array.isArray(value) ? (value as readonly QueryMember[]) : [];
}

/** `Attributes.entry.1.key`, `Attributes.entry.1.value`: maps of the query protocol; names may have a capital (MessageAttributes). */
export function entriesOf(value: QueryMember | undefined): [name: string, value: QueryMember][] {
  return listOf(membersOf(value).entry).flatMap((entry): [string, QueryMember][] => {
    const { key, value: inner, Name, Value } = membersOf(entry);
    const name = key ?? Name;
    return typeof name === "string" ? [[name, inner ?? Value ?? ""]] : [];
  });
}

export function textsByName(value: QueryMember | undefined): [name: string, value: string][] {
  return entriesOf(value).map(([name, inner]) => [name, typeof inner === "string" ? inner : ""]);
}

/** A map as an answer has it. */
export const entries = (map: Iterable<readonly [string, string]>): XmlElement => ({
  entry: [...map].map(([key, value]) => ({ key, value })),
});

/** One page of a list under its element, with the token of the next. */
export function page(input: QueryMembers, element: string, all: readonly XmlElement[]): XmlElement {
  const from = Number(Buffer.from(optionalText(input.NextToken) ?? "", "base64url").toString()) || 0;
  const to = from + MAXIMUM_LISTED;
  return {
    [element]: { member: all.slice(from, to) },
    NextToken: to < all.length ? Buffer.from(String(to)).toString("base64url") : undefined,
  };
}

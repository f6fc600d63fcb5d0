import type { HttpRequest } from "../../../network/http.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import { type QueryMember, type QueryMembers, queryMembers } from "../../gateway/query-members.ts";
import { parseRequestTarget } from "../../gateway/request-target.ts";
import { serializationError } from "../errors.ts";

/** Lists that the query protocol flattens, by the name of their entries: `AttributeName.1=All`. */
const LISTS: Readonly<Record<string, string>> = {
  ActionName: "Actions",
  AttributeName: "AttributeNames",
  AWSAccountId: "AWSAccountIds",
  ChangeMessageVisibilityBatchRequestEntry: "Entries",
  DeleteMessageBatchRequestEntry: "Entries",
  MessageAttributeName: "MessageAttributeNames",
  MessageSystemAttributeName: "MessageSystemAttributeNames",
  SendMessageBatchRequestEntry: "Entries",
  TagKey: "TagKeys",
  // Clients write a list that is empty by its own name: `Entries=`.
  Entries: "Entries",
};

/** Maps, by the name of their entries: `Attribute.1.Name=DelaySeconds&Attribute.1.Value=1`. */
const MAPS: Readonly<Record<string, { readonly member: string; readonly key: string }>> = {
  Attribute: { member: "Attributes", key: "Name" },
  MessageAttribute: { member: "MessageAttributes", key: "Name" },
  MessageSystemAttribute: { member: "MessageSystemAttributes", key: "Name" },
  Tag: { member: "Tags", key: "Key" },
};

const NUMBERS: ReadonlySet<string> = new Set([
  "DelaySeconds",
  "MaxNumberOfMessages",
  "MaxNumberOfMessagesPerSecond",
  "MaxResults",
  "VisibilityTimeout",
  "WaitTimeSeconds",
]);

/** What JSON's members and the query's are called, for a sentence that names one. */
export const QUERY_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(MAPS).map(([entry, { member, key }]) => [member, `${entry}.${key}`])),
  Actions: "ActionName",
  AWSAccountIds: "AWSAccountId",
  TagKeys: "TagKey",
};

/** The path of a queue: `/123456789012/jobs`. */
export const queueOfPath = (http: HttpRequest): string | undefined =>
  /^\/\d{12}\/[^/]+\/?$/.test(parseRequestTarget(http.path).rawPath)
    ? parseRequestTarget(http.path).rawPath.replace(/\/$/, "")
    : undefined;

/** The members of a request as awsJson has them. A queue may be named by the path alone. Throws SerializationException. */
export function readMembers(operation: string, http: HttpRequest): JsonInput {
  const members = jsonMembers(queryMembers(http));
  const named = members.QueueUrl === undefined ? { ...members, QueueUrl: queueOfPath(http) } : members;
  if (operation === "CreateQueue") return { ...named, tags: named.Tags };
  return operation.endsWith("Batch") ? { Entries: [], ...named } : named;
}

function jsonMembers(members: QueryMembers): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    const list = LISTS[name];
    const map = MAPS[name];
    if (list !== undefined) read[list] = entriesOf(value).map(jsonMember);
    else if (map) read[map.member] = mapOf(entriesOf(value), map.key);
    else read[name] = NUMBERS.has(name) ? numberOf(name, value) : jsonMember(value);
  }
  return read;
}

const jsonMember = (value: QueryMember): unknown =>
  typeof value === "string" ? value : Array.isArray(value) ? value.map(jsonMember) : jsonMembers(value as QueryMembers);

/** A list without a number has one entry; an empty text is an empty list. */
function entriesOf(value: QueryMember): readonly QueryMember[] {
  if (Array.isArray(value)) return value as readonly QueryMember[];
  return value === "" ? [] : [value];
}

function mapOf(entries: readonly QueryMember[], keyName: string): Record<string, unknown> {
  return Object.fromEntries(
    entries.map((entry): [string, unknown] => {
      const { [keyName]: key = "", Value = "" } = isMembers(entry) ? entry : {};
      return [typeof key === "string" ? key : "", jsonMember(Value)];
    }),
  );
}

const isMembers = (value: QueryMember): value is QueryMembers => typeof value === "object" && !Array.isArray(value);

function numberOf(name: string, value: QueryMember): number {
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) throw serializationError(`${name} must be a whole number`);
  return Number(value);
}

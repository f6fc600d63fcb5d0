import { z } from "zod";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import type { Bus, BusDirectory } from "../bus-directory.ts";
import { invalid } from "../errors.ts";
import { MAXIMUM_BUS_NAME_CHARACTERS, MAXIMUM_LISTED, MINIMUM_LISTED } from "../limits.ts";
import { invalidToken } from "./rules.ts";

const createSchema = z.object({
  Name: z
    .string()
    .regex(/^[\w.-]+$/)
    .max(MAXIMUM_BUS_NAME_CHARACTERS),
  Description: optional(z.string()),
  Tags: optional(tagList),
});
const listSchema = z.object({
  NamePrefix: optional(z.string()),
  Limit: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED)),
  NextToken: optional(z.string()),
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const createEventBus = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(createSchema, input);
    const bus = buses.create(given.Name, given.Description);
    for (const { Key, Value } of given.Tags ?? []) bus.tags.set(Key, Value);
    return { EventBusArn: bus.arn, ...(bus.description !== undefined && { Description: bus.description }) };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const deleteEventBus = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { Name } = parseMembers(z.object({ Name: z.string() }), input);
    if (Name === "default") throw invalid("Cannot delete event bus default.");
    buses.delete(Name);
    return undefined;
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const describeEventBus = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) =>
    described(buses.bus(parseMembers(z.object({ Name: optional(z.string()) }), input).Name)),
  );

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(listSchema, input);
    const all = buses.buses().filter(({ name }) => name.startsWith(given.NamePrefix ?? ""));
    const { items, nextToken } = cutPage(all, given.Limit ?? MAXIMUM_LISTED, given.NextToken, invalidToken);
    return { EventBuses: items.map(described), NextToken: nextToken };
  });

function described({ name, arn, createdAtMs, description }: Bus): object {
  const at = createdAtMs / 1000;
  return {
    Name: name,
    Arn: arn,
    ...(description !== undefined && { Description: description }),
    CreationTime: at,
    LastModifiedTime: at,
  };
}

const ResourceARN = z.string();

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
export const tagResource = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ ResourceARN, Tags: tagList }), input);
    const tags = buses.tagsOf(given.ResourceARN);
    for (const { Key, Value } of given.Tags) tags.set(Key, Value);
    return {};
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UntagResource.html */
export const untagResource = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ ResourceARN, TagKeys: z.array(z.string()) }), input);
    const tags = buses.tagsOf(given.ResourceARN);
    for (const key of given.TagKeys) tags.delete(key);
    return {};
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const tags = buses.tagsOf(parseMembers(z.object({ ResourceARN }), input).ResourceARN);
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  });

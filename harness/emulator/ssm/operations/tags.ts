import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalidResource } from "../errors.ts";
import type { ParameterStore } from "../parameter-store.ts";

const resource = { ResourceType: z.string(), ResourceId: z.string() };

/** Other kinds of resources are not here, so there is none of that name. */
function tagsOf(store: ParameterStore, given: { ResourceType: string; ResourceId: string }): Map<string, string> {
  const parameter = given.ResourceType === "Parameter" ? store.find(given.ResourceId) : undefined;
  if (!parameter) throw invalidResource();
  return parameter.tags;
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export const addTagsToResource = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ ...resource, Tags: tagList }), input);
    const tags = tagsOf(store, given);
    for (const { Key, Value } of given.Tags) tags.set(Key, Value);
    return {};
  });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export const removeTagsFromResource = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ ...resource, TagKeys: z.array(z.string()) }), input);
    const tags = tagsOf(store, given);
    for (const key of given.TagKeys) tags.delete(key);
    return {};
  });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const tags = tagsOf(store, parseMembers(z.object(resource), input));
    return { TagList: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  });

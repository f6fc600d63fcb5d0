import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import type { KeyDirectory } from "../key-directory.ts";
import { KeyId, tags } from "./keys.ts";

const onlyKey = z.object({ KeyId });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
export const getKeyPolicy = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => ({
    Policy: keys.named(parseMembers(onlyKey, input).KeyId).policy,
    PolicyName: "default",
  }));

/** Kept, and never asked (https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html). */
export const putKeyPolicy = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ KeyId, Policy: z.string() }), input);
    keys.named(given.KeyId).policy = given.Policy;
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html */
export const listKeyPolicies = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    keys.named(parseMembers(onlyKey, input).KeyId);
    return { PolicyNames: ["default"], Truncated: false };
  });

/** Only told: the material stays (https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html). */
export const setRotation = (keys: KeyDirectory, rotates: boolean): JsonOperation =>
  foretoldOperation((input) => {
    keys.named(parseMembers(onlyKey, input).KeyId).rotates = rotates;
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { arn, rotates } = keys.named(parseMembers(onlyKey, input).KeyId);
    return { KeyRotationEnabled: rotates, KeyId: arn };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html */
export const tagResource = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ KeyId, Tags: tags }), input);
    const key = keys.named(given.KeyId);
    for (const { TagKey, TagValue } of given.Tags) key.tags.set(TagKey, TagValue);
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html */
export const untagResource = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ KeyId, TagKeys: z.array(z.string()) }), input);
    const key = keys.named(given.KeyId);
    for (const name of given.TagKeys) key.tags.delete(name);
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html */
export const listResourceTags = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const key = keys.named(parseMembers(onlyKey, input).KeyId);
    return { Tags: [...key.tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue })), Truncated: false };
  });

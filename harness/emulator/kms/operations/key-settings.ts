import { z } from "zod";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalidMarker, policyNotFound } from "../errors.ts";
import type { KeyDirectory } from "../key-directory.ts";
import {
  DEFAULT_LISTED_KEYS,
  DEFAULT_LISTED_TAGS,
  DEFAULT_ROTATION_DAYS,
  MAXIMUM_LISTED_KEYS,
  MAXIMUM_ROTATION_DAYS,
  MINIMUM_LISTED,
  MINIMUM_ROTATION_DAYS,
} from "../limits.ts";
import { checkPolicy, KeyId, tags } from "./keys.ts";

const onlyKey = z.object({ KeyId });
const ofPolicy = z.object({ KeyId, PolicyName: optional(z.string()) });
const rotationSchema = z.object({
  KeyId,
  RotationPeriodInDays: optional(z.number().int().min(MINIMUM_ROTATION_DAYS).max(MAXIMUM_ROTATION_DAYS)),
});
const SECONDS_PER_DAY = 86_400;

const page = {
  Limit: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED_KEYS)),
  Marker: optional(z.string()),
};

/** A key has one policy (API_GetKeyPolicy.html). Throws NotFoundException. */
function checkPolicyName(name: string | undefined): void {
  if (name !== undefined && name !== DEFAULT) throw policyNotFound();
}

const DEFAULT = "default";

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
export const getKeyPolicy = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(ofPolicy, input);
    const { policy } = keys.named(given.KeyId);
    checkPolicyName(given.PolicyName);
    return { Policy: policy, PolicyName: DEFAULT };
  });

/** Kept, and never asked (https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html). */
export const putKeyPolicy = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(ofPolicy.extend({ Policy: z.string() }), input);
    const key = keys.named(given.KeyId);
    checkPolicyName(given.PolicyName);
    checkPolicy(given.Policy);
    key.policy = given.Policy;
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html */
export const listKeyPolicies = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ KeyId, ...page }), input);
    keys.named(given.KeyId);
    const { items, nextToken } = cutPage([DEFAULT], given.Limit ?? DEFAULT_LISTED_KEYS, given.Marker, invalidMarker);
    return { PolicyNames: items, Truncated: nextToken !== undefined, NextMarker: nextToken };
  });

/** Only told: the material stays (https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html). */
export const setRotation = (keys: KeyDirectory, rotates: boolean): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(rotationSchema, input);
    const key = keys.staying(given.KeyId);
    key.rotatesEveryDays = rotates
      ? (given.RotationPeriodInDays ?? key.rotatesEveryDays ?? DEFAULT_ROTATION_DAYS)
      : undefined;
    key.rotatesFromMs = keys.now();
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { arn, rotatesEveryDays: days, rotatesFromMs } = keys.named(parseMembers(onlyKey, input).KeyId);
    if (days === undefined) return { KeyRotationEnabled: false, KeyId: arn };
    const NextRotationDate = rotatesFromMs / 1000 + days * SECONDS_PER_DAY;
    return { KeyRotationEnabled: true, KeyId: arn, RotationPeriodInDays: days, NextRotationDate };
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
    const given = parseMembers(z.object({ KeyId, ...page }), input);
    const all = [...keys.named(given.KeyId).tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    const { items, nextToken } = cutPage(all, given.Limit ?? DEFAULT_LISTED_TAGS, given.Marker, invalidMarker);
    return { Tags: items, Truncated: nextToken !== undefined, NextMarker: nextToken };
  });

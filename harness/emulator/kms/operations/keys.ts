import { z } from "zod";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalidMarker, malformedPolicy, notEmulated, notPending } from "../errors.ts";
import type { Key, KeyDirectory } from "../key-directory.ts";
import {
  DEFAULT_LISTED_KEYS,
  DEFAULT_PENDING_DAYS,
  MAXIMUM_LISTED_KEYS,
  MAXIMUM_PENDING_DAYS,
  MINIMUM_LISTED,
  MINIMUM_PENDING_DAYS,
} from "../limits.ts";

const MS_PER_DAY = 86_400_000;

export const KeyId = z.string();
export const tags = z.array(z.object({ TagKey: z.string(), TagValue: z.string() }));
const createSchema = z.object({
  Description: optional(z.string()),
  Policy: optional(z.string()),
  KeyUsage: optional(z.string()),
  KeySpec: optional(z.string()),
  CustomerMasterKeySpec: optional(z.string()),
  Origin: optional(z.string()),
  Tags: optional(tags),
});
const onlyKey = z.object({ KeyId });
const pageSchema = z.object({
  Limit: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED_KEYS)),
  Marker: optional(z.string()),
});
const deletionSchema = z.object({
  KeyId,
  PendingWindowInDays: optional(z.number().int().min(MINIMUM_PENDING_DAYS).max(MAXIMUM_PENDING_DAYS)),
});

/** Symmetric keys alone (https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html). */
export const createKey = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(createSchema, input);
    const spec = given.KeySpec ?? given.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
    if (spec !== "SYMMETRIC_DEFAULT") throw notEmulated(`a key of ${spec}`);
    const { KeyUsage = "ENCRYPT_DECRYPT", Origin = "AWS_KMS" } = given;
    if (KeyUsage !== "ENCRYPT_DECRYPT") throw notEmulated(`a key to ${KeyUsage}`);
    if (Origin !== "AWS_KMS") throw notEmulated(`a key of origin ${Origin}`);
    if (given.Policy !== undefined) checkPolicy(given.Policy);
    const key = keys.create();
    key.description = given.Description ?? "";
    key.policy = given.Policy ?? key.policy;
    for (const { TagKey, TagValue } of given.Tags ?? []) key.tags.set(TagKey, TagValue);
    return { KeyMetadata: metadata(keys, key) };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const describeKey = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => ({ KeyMetadata: metadata(keys, keys.named(parseMembers(onlyKey, input).KeyId)) }));

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html */
export const listKeys = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { Limit = DEFAULT_LISTED_KEYS, Marker } = parseMembers(pageSchema, input);
    const { items, nextToken } = cutPage(keys.keys(), Limit, Marker, invalidMarker);
    const Keys = items.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn }));
    return { Keys, Truncated: nextToken !== undefined, NextMarker: nextToken };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html, API_DisableKey.html */
export const setEnabled = (keys: KeyDirectory, isEnabled: boolean): JsonOperation =>
  foretoldOperation((input) => {
    keys.staying(parseMembers(onlyKey, input).KeyId).isEnabled = isEnabled;
    return undefined;
  });

/** The key is gone when its window is over (https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html). */
export const scheduleKeyDeletion = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { KeyId: id, PendingWindowInDays = DEFAULT_PENDING_DAYS } = parseMembers(deletionSchema, input);
    const key = keys.staying(id);
    key.goneAtMs = keys.now() + PendingWindowInDays * MS_PER_DAY;
    key.isEnabled = false;
    return { KeyId: key.arn, DeletionDate: key.goneAtMs / 1000, KeyState: "PendingDeletion", PendingWindowInDays };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html: it stays disabled. */
export const cancelKeyDeletion = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const key = keys.named(parseMembers(onlyKey, input).KeyId);
    if (key.goneAtMs === undefined) throw notPending(key.arn);
    key.goneAtMs = undefined;
    return { KeyId: key.arn };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html */
export const updateKeyDescription = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ KeyId, Description: z.string() }), input);
    keys.staying(given.KeyId).description = given.Description;
    return undefined;
  });

/** Only its form; nobody asks it. Throws MalformedPolicyDocumentException. */
export function checkPolicy(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw malformedPolicy();
  }
}

function metadata(keys: KeyDirectory, key: Key): object {
  const { goneAtMs } = key;
  return {
    AWSAccountId: keys.deps.accountId,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.createdAtMs / 1000,
    Enabled: key.isEnabled,
    Description: key.description,
    KeyUsage: "ENCRYPT_DECRYPT",
    KeyState: goneAtMs !== undefined ? "PendingDeletion" : key.isEnabled ? "Enabled" : "Disabled",
    ...(goneAtMs !== undefined && { DeletionDate: goneAtMs / 1000 }),
    Origin: "AWS_KMS",
    KeyManager: key.manager,
    CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
    KeySpec: "SYMMETRIC_DEFAULT",
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    MultiRegion: false,
  };
}

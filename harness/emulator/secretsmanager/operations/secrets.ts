import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { describedSecret } from "../described-secret.ts";
import { alreadyScheduled, invalidParameter } from "../errors.ts";
import { ClientRequestToken, content, contentOf, SecretId } from "../input.ts";
import {
  DEFAULT_RECOVERY_DAYS,
  MAXIMUM_NAME_CHARACTERS,
  MAXIMUM_RECOVERY_DAYS,
  MINIMUM_NAME_CHARACTERS,
  MINIMUM_RECOVERY_DAYS,
} from "../limits.ts";
import type { SecretDirectory } from "../secret-directory.ts";

const MS_PER_DAY = 86_400_000;

const changeable = { Description: optional(z.string()), KmsKeyId: optional(z.string()) };
const createSchema = z.object({
  Name: z.string().min(MINIMUM_NAME_CHARACTERS).max(MAXIMUM_NAME_CHARACTERS),
  ClientRequestToken,
  ...changeable,
  ...content,
  Tags: optional(tagList),
});
const updateSchema = z.object({ SecretId, ClientRequestToken, ...changeable, ...content });
const deleteSchema = z.object({
  SecretId,
  RecoveryWindowInDays: optional(z.number().int()),
  ForceDeleteWithoutRecovery: optional(z.boolean()),
});
const onlyId = z.object({ SecretId });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export const createSecret = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(createSchema, input);
    if (!/^[\w/+=.@-]+$/.test(given.Name)) {
      throw invalidParameter(
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
      );
    }
    const value = contentOf(given);
    const secret = secrets.create(given.Name);
    secret.description = given.Description;
    secret.keyId = given.KmsKeyId;
    for (const { Key, Value } of given.Tags ?? []) secret.tags.set(Key, Value);
    const version = value && secrets.put(secret, given.ClientRequestToken ?? secrets.newId(), value);
    return { ARN: secret.arn, Name: secret.name, ...(version && { VersionId: version.id }) };
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export const describeSecret = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => describedSecret(secrets.described(parseMembers(onlyId, input).SecretId)));

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html */
export const updateSecret = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(updateSchema, input);
    const secret = secrets.usable(given.SecretId);
    const value = contentOf(given);
    const version = value && secrets.put(secret, given.ClientRequestToken ?? secrets.newId(), value);
    if (given.Description !== undefined) secret.description = given.Description;
    if (given.KmsKeyId !== undefined) secret.keyId = given.KmsKeyId;
    secret.changedAtMs = secrets.now();
    return { ARN: secret.arn, Name: secret.name, ...(version && { VersionId: version.id }) };
  });

/** The secret is there until its window is over (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html). */
export const deleteSecret = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(deleteSchema, input);
    const { ForceDeleteWithoutRecovery = false, RecoveryWindowInDays } = given;
    if (ForceDeleteWithoutRecovery && RecoveryWindowInDays !== undefined) {
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    const days = RecoveryWindowInDays ?? DEFAULT_RECOVERY_DAYS;
    if (days < MINIMUM_RECOVERY_DAYS || days > MAXIMUM_RECOVERY_DAYS) {
      throw invalidParameter(
        `RecoveryWindowInDays value must be between ${MINIMUM_RECOVERY_DAYS} and ${MAXIMUM_RECOVERY_DAYS} days (inclusive).`,
      );
    }
    const there = secrets.find(given.SecretId);
    if (!there && ForceDeleteWithoutRecovery) return secrets.neverThere(given.SecretId);
    const secret = there ?? secrets.described(given.SecretId);
    if (secret.deletedAtMs !== undefined && !ForceDeleteWithoutRecovery) throw alreadyScheduled();
    secret.deletedAtMs = secrets.now();
    secret.goneAtMs = secret.deletedAtMs + (ForceDeleteWithoutRecovery ? 0 : days * MS_PER_DAY);
    return { ARN: secret.arn, Name: secret.name, DeletionDate: secret.goneAtMs / 1000 };
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RestoreSecret.html */
export const restoreSecret = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const secret = secrets.described(parseMembers(onlyId, input).SecretId);
    secret.deletedAtMs = undefined;
    secret.goneAtMs = undefined;
    return { ARN: secret.arn, Name: secret.name };
  });

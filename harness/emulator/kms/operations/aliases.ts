import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalidAlias, invalidMarker } from "../errors.ts";
import type { KeyDirectory } from "../key-directory.ts";
import { DEFAULT_LISTED_KEYS, MAXIMUM_LISTED_KEYS, MINIMUM_LISTED } from "../limits.ts";

const schema = z.object({ AliasName: z.string().regex(/^alias\/[a-zA-Z0-9/_-]+$/), TargetKeyId: z.string() });
const named = z.object({ AliasName: z.string() });
const listSchema = z.object({
  KeyId: optional(z.string()),
  Limit: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED_KEYS)),
  Marker: optional(z.string()),
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const createAlias = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    if (typeof input.AliasName === "string" && !input.AliasName.startsWith("alias/")) throw invalidAlias();
    const { AliasName, TargetKeyId } = parseMembers(schema, input);
    if (AliasName.startsWith("alias/aws/")) throw new AwsError("NotAuthorizedException", "");
    keys.createAlias(AliasName, keys.staying(TargetKeyId).id);
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html */
export const updateAlias = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(schema, input);
    const alias = keys.alias(given.AliasName);
    alias.targetKeyId = keys.named(given.TargetKeyId).id;
    alias.updatedAtMs = keys.now();
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html */
export const deleteAlias = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    keys.deleteAlias(keys.alias(parseMembers(named, input).AliasName));
    return undefined;
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html */
export const listAliases = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(listSchema, input);
    const keyId = given.KeyId === undefined ? undefined : keys.named(given.KeyId).id;
    const wanted = keys.aliases().filter(({ targetKeyId }) => keyId === undefined || targetKeyId === keyId);
    const { items, nextToken } = cutPage(wanted, given.Limit ?? DEFAULT_LISTED_KEYS, given.Marker, invalidMarker);
    const Aliases = items.map((alias) => ({
      AliasName: alias.name,
      AliasArn: alias.arn,
      TargetKeyId: alias.targetKeyId,
      CreationDate: alias.createdAtMs / 1000,
      LastUpdatedDate: alias.updatedAtMs / 1000,
    }));
    return { Aliases, Truncated: nextToken !== undefined, NextMarker: nextToken };
  });

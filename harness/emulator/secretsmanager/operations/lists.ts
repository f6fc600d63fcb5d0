import { z } from "zod";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers, refuseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { listedSecret } from "../described-secret.ts";
import { invalidParameter, invalidToken } from "../errors.ts";
import { SecretId } from "../input.ts";
import { MAXIMUM_LISTED, MINIMUM_LISTED } from "../limits.ts";
import type { Secret, SecretDirectory } from "../secret-directory.ts";

const page = {
  MaxResults: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED)),
  NextToken: optional(z.string()),
};
const filter = z.object({ Key: z.string(), Values: z.array(z.string()) });
const listSchema = z.object({
  IncludePlannedDeletion: optional(z.boolean()),
  Filters: optional(z.array(filter)),
  SortOrder: optional(z.enum(["asc", "desc"])),
  ...page,
});
const versionsSchema = z.object({ SecretId, IncludeDeprecated: optional(z.boolean()), ...page });

/** The newest first (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html). */
export const listSecrets = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    refuseMembers("ListSecrets", input, ["SortBy"]);
    const given = parseMembers(listSchema, input);
    const found = secrets
      .all()
      .filter(({ deletedAtMs }) => given.IncludePlannedDeletion === true || deletedAtMs === undefined)
      .filter((secret) => (given.Filters ?? []).every((one) => fits(secret, one)));
    if (given.SortOrder === "asc") found.reverse();
    const { items, nextToken } = cutPage(found, given.MaxResults ?? MAXIMUM_LISTED, given.NextToken, invalidToken);
    return { SecretList: items.map(listedSecret), NextToken: nextToken };
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html */
export const listSecretVersionIds = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(versionsSchema, input);
    const secret = secrets.described(given.SecretId);
    const all = [...secret.versions.values()].filter(
      ({ stages }) => given.IncludeDeprecated === true || stages.size > 0,
    );
    const { items, nextToken } = cutPage(all, given.MaxResults ?? MAXIMUM_LISTED, given.NextToken, invalidToken);
    const Versions = items.map(({ id, stages, createdAtMs }) => ({
      VersionId: id,
      VersionStages: [...stages],
      CreatedDate: createdAtMs / 1000,
    }));
    return { Versions, NextToken: nextToken, ARN: secret.arn, Name: secret.name };
  });

/** A value fits from the beginning of the text; with `!` it must not (API_Filter.html). */
function fits(secret: Secret, { Key, Values }: z.infer<typeof filter>): boolean {
  const texts = textsOf(secret, Key);
  return Values.some((value) =>
    value.startsWith("!")
      ? !texts.some((text) => text.startsWith(value.slice(1)))
      : texts.some((text) => text.startsWith(value)),
  );
}

function textsOf({ name, description = "", tags }: Secret, key: string): readonly string[] {
  if (key === "name") return [name];
  if (key === "description") return [description];
  if (key === "tag-key") return [...tags.keys()];
  if (key === "tag-value") return [...tags.values()];
  if (key === "all") return [name, description, ...tags.keys(), ...tags.values()];
  throw invalidParameter(`The filter key ${key} is not emulated: name, description, tag-key, tag-value and all are.`);
}

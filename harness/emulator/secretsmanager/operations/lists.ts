import { z } from "zod";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { listedSecret } from "../described-secret.ts";
import { invalidToken } from "../errors.ts";
import { Filters, fitsAll } from "../filters.ts";
import { SecretId } from "../input.ts";
import { MAXIMUM_LISTED, MINIMUM_LISTED } from "../limits.ts";
import type { Secret, SecretDirectory } from "../secret-directory.ts";

const page = {
  MaxResults: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED)),
  NextToken: optional(z.string()),
};
const listSchema = z.object({
  IncludePlannedDeletion: optional(z.boolean()),
  Filters,
  SortBy: optional(z.enum(["created-date", "last-accessed-date", "last-changed-date", "name"])),
  SortOrder: optional(z.enum(["asc", "desc"])),
  ...page,
});
const versionsSchema = z.object({ SecretId, IncludeDeprecated: optional(z.boolean()), ...page });

/** The newest first (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html). */
export const listSecrets = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(listSchema, input);
    const found = secrets
      .all()
      .filter(({ deletedAtMs }) => given.IncludePlannedDeletion === true || deletedAtMs === undefined)
      .filter((secret) => fitsAll(secret, given.Filters));
    // The newest come first; the sort keeps their order where two are the same.
    found.sort((left, right) => compare(keyOf(right, given.SortBy), keyOf(left, given.SortBy)));
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

type SortBy = z.infer<typeof listSchema>["SortBy"];

function keyOf({ name, createdAtMs, accessedAtMs = 0, changedAtMs }: Secret, by: SortBy): string | number {
  if (by === "name") return name;
  if (by === "last-accessed-date") return accessedAtMs;
  return by === "last-changed-date" ? changedAtMs : createdAtMs;
}

const compare = (left: string | number, right: string | number): number => (left < right ? -1 : left > right ? 1 : 0);

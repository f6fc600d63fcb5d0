import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalidParameter, invalidToken } from "../errors.ts";
import { Filters, fitsAll } from "../filters.ts";
import { ClientRequestToken, content, contentOf, SecretId } from "../input.ts";
import { MAXIMUM_BATCH, MINIMUM_LISTED } from "../limits.ts";
import { moveStage, type Secret, type SecretDirectory, type SecretVersion, versionOf } from "../secret-directory.ts";

const getSchema = z.object({ SecretId, VersionId: optional(z.string()), VersionStage: optional(z.string()) });
const putSchema = z.object({ SecretId, ClientRequestToken, ...content, VersionStages: optional(z.array(z.string())) });
const moveSchema = z.object({
  SecretId,
  VersionStage: z.string(),
  RemoveFromVersionId: optional(z.string()),
  MoveToVersionId: optional(z.string()),
});
const batchSchema = z.object({
  SecretIdList: optional(z.array(z.string()).min(MINIMUM_LISTED).max(MAXIMUM_BATCH)),
  Filters,
  MaxResults: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_BATCH)),
  NextToken: optional(z.string()),
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const getSecretValue = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(getSchema, input);
    return value(secrets, given.SecretId, given.VersionId, given.VersionStage);
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html */
export const batchGetSecretValue = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(batchSchema, input);
    const { SecretIdList, Filters: filters } = given;
    if ((SecretIdList === undefined) === (filters === undefined)) {
      throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
    }
    if (SecretIdList && (given.MaxResults !== undefined || given.NextToken !== undefined)) {
      throw invalidParameter("'SecretIdList' can't be used with 'MaxResults' or 'NextToken'.");
    }
    const usable = secrets.all().filter(({ deletedAtMs }) => deletedAtMs === undefined);
    const found = usable.filter((secret) => fitsAll(secret, filters)).map(({ arn }) => arn);
    const page = cutPage(found, given.MaxResults ?? MAXIMUM_BATCH, given.NextToken, invalidToken);
    const read = (SecretIdList ?? page.items).map((id) => valueOrError(secrets, id));
    return {
      NextToken: SecretIdList ? undefined : page.nextToken,
      SecretValues: read.flatMap((one) => ("value" in one ? [one.value] : [])),
      Errors: read.flatMap((one) => ("error" in one ? [one.error] : [])),
    };
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
export const putSecretValue = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(putSchema, input);
    const secret = secrets.usable(given.SecretId);
    const put = contentOf(given);
    if (!put) throw invalidParameter("You must provide either SecretString or SecretBinary.");
    const version = secrets.put(secret, given.ClientRequestToken ?? secrets.newId(), put, given.VersionStages);
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] };
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html */
export const updateSecretVersionStage = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(moveSchema, input);
    const secret = secrets.usable(given.SecretId);
    if (given.VersionStage === "AWSCURRENT" && given.MoveToVersionId === undefined) {
      throw invalidParameter(
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
      );
    }
    const holder = [...secret.versions.values()].find(({ stages }) => stages.has(given.VersionStage));
    if (holder && holder.id !== given.RemoveFromVersionId && holder.id !== given.MoveToVersionId) {
      throw invalidParameter(
        `The parameter RemoveFromVersionId can't be empty. Staging label ${given.VersionStage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    }
    moveStage(
      secret,
      given.VersionStage,
      given.MoveToVersionId === undefined ? undefined : versionOf(secret, given.MoveToVersionId),
    );
    return { ARN: secret.arn, Name: secret.name };
  });

function value(secrets: SecretDirectory, secretId: string, versionId?: string, stage?: string): object {
  const secret = secrets.usable(secretId);
  const version = versionOf(secret, versionId, stage);
  secret.accessedAtMs = secrets.now();
  return describe(secret, version);
}

function valueOrError(secrets: SecretDirectory, secretId: string): { value: object } | { error: object } {
  try {
    return { value: value(secrets, secretId) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { SecretId: secretId, ErrorCode: error.code, Message: error.message } };
  }
}

function describe(secret: Secret, { id, text, binary, stages, createdAtMs }: SecretVersion): object {
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: id,
    ...(text !== undefined && { SecretString: text }),
    ...(binary !== undefined && { SecretBinary: binary }),
    VersionStages: [...stages],
    CreatedDate: createdAtMs / 1000,
  };
}

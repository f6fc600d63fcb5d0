import type { Secret } from "./secret-directory.ts";

/** What DescribeSecret and ListSecrets tell alike. Days alone are told of an access (API_DescribeSecret.html). */
function commonOf(secret: Secret): object {
  const { description, keyId, accessedAtMs, deletedAtMs } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(description !== undefined && { Description: description }),
    ...(keyId !== undefined && { KmsKeyId: keyId }),
    LastChangedDate: secret.changedAtMs / 1000,
    ...(accessedAtMs !== undefined && { LastAccessedDate: Math.floor(accessedAtMs / 86_400_000) * 86_400 }),
    ...(deletedAtMs !== undefined && { DeletedDate: deletedAtMs / 1000 }),
    Tags: [...secret.tags].map(([Key, Value]) => ({ Key, Value })),
    CreatedDate: secret.createdAtMs / 1000,
  };
}

const versionsToStages = (secret: Secret) =>
  Object.fromEntries(
    [...secret.versions.values()].filter(({ stages }) => stages.size > 0).map(({ id, stages }) => [id, [...stages]]),
  );

export function describedSecret(secret: Secret): object {
  return { ...commonOf(secret), ...(secret.versions.size > 0 && { VersionIdsToStages: versionsToStages(secret) }) };
}

/** An entry of ListSecrets. */
export function listedSecret(secret: Secret): object {
  return { ...commonOf(secret), ...(secret.versions.size > 0 && { SecretVersionsToStages: versionsToStages(secret) }) };
}

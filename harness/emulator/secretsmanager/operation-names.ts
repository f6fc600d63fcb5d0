/** Operations that this room answers. */
export const OPERATION_NAMES = [
  "BatchGetSecretValue",
  "CreateSecret",
  "DeleteResourcePolicy",
  "DeleteSecret",
  "DescribeSecret",
  "GetRandomPassword",
  "GetResourcePolicy",
  "GetSecretValue",
  "ListSecretVersionIds",
  "ListSecrets",
  "PutResourcePolicy",
  "PutSecretValue",
  "RestoreSecret",
  "TagResource",
  "UntagResource",
  "UpdateSecret",
  "UpdateSecretVersionStage",
] as const;

export type SecretsManagerOperationName = (typeof OPERATION_NAMES)[number];

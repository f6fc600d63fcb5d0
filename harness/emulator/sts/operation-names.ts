/** Operations that this room answers. */
export const OPERATION_NAMES = [
  "AssumeRole",
  "AssumeRoleWithWebIdentity",
  "GetAccessKeyInfo",
  "GetCallerIdentity",
  "GetFederationToken",
  "GetSessionToken",
] as const;

export type StsOperationName = (typeof OPERATION_NAMES)[number];

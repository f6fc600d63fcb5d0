/** Limits of IAM (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */

export const MAXIMUM_POLICY_VERSIONS = 5;
export const MAXIMUM_ACCESS_KEYS = 2;
/** Pages of lists: default and largest (https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html). */
export const DEFAULT_LISTED_ITEMS = 100;
export const MAXIMUM_LISTED_ITEMS = 1000;
/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const DEFAULT_SESSION_SECONDS = 3600;

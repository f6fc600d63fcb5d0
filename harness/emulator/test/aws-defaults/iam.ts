import type { AwsDefaults } from "./aws-default.ts";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const API = "https://docs.aws.amazon.com/IAM/latest/APIReference";

/** Of IAM. */
export const IAM: AwsDefaults = {
  MAXIMUM_POLICY_VERSIONS: [5, "items", QUOTAS],
  MAXIMUM_ACCESS_KEYS: [2, "items", QUOTAS],
  DEFAULT_LISTED_ITEMS: [100, "items", `${API}/API_ListRoles.html`],
  MAXIMUM_LISTED_ITEMS: [1000, "items", `${API}/API_ListRoles.html`],
  DEFAULT_SESSION_SECONDS: [3600, "seconds", `${API}/API_CreateRole.html`],
};

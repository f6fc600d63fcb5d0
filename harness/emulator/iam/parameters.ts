import type { IamOperationName } from "./operation-names.ts";

type Parameters = Partial<Record<IamOperationName, readonly string[]>>;

/** Parameters of answered operations that are refused by name. */
export const REFUSED_PARAMETERS: Parameters = {
  CreateRole: ["PermissionsBoundary"],
  CreateUser: ["PermissionsBoundary"],
  ListPolicies: ["PolicyUsageFilter"],
};

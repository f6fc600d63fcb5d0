import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { IamState } from "../iam-state.ts";
import type { IamOperationName } from "../operation-names.ts";
import { managedPolicyOperations } from "./managed-policies.ts";
import { identityPolicyOperations } from "./policies-of-identities.ts";
import { roleOperations } from "./roles.ts";
import { tagOperations } from "./tags.ts";
import { userOperations } from "./users.ts";

export function createOperations(state: IamState): Readonly<Record<IamOperationName, QueryOperation>> {
  return {
    ...roleOperations(state),
    ...userOperations(state),
    ...identityPolicyOperations(state),
    ...managedPolicyOperations(state),
    ...tagOperations(state),
  };
}

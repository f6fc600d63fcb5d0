import type { IssuedCredentials } from "../../gateway/issued-credentials.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { RoomDependencies } from "../../room.ts";
import type { StsOperationName } from "../operation-names.ts";
import { assumeRole, assumeRoleWithWebIdentity } from "./assume-role.ts";
import { getAccessKeyInfo } from "./get-access-key-info.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";
import { getFederationToken, getSessionToken } from "./get-session-token.ts";

export function createOperations(
  dependencies: RoomDependencies,
  issued: IssuedCredentials,
): Readonly<Record<StsOperationName, QueryOperation>> {
  return {
    AssumeRole: assumeRole(dependencies, issued),
    AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity(dependencies, issued),
    GetAccessKeyInfo: getAccessKeyInfo(dependencies, issued),
    GetCallerIdentity: getCallerIdentity(dependencies),
    GetFederationToken: getFederationToken(dependencies, issued),
    GetSessionToken: getSessionToken(dependencies, issued),
  };
}

import type { StsOperationName } from "./operation-names.ts";

type Parameters = Partial<Record<StsOperationName, readonly string[]>>;

const SESSION = ["Policy", "PolicyArns", "MinimumSessionTokenSize"];
const DEVICE = ["SerialNumber", "TokenCode"];

/** Parameters of answered operations that are taken and change nothing here: what a session may do is asked of nobody. */
export const PARAMETERS_WITHOUT_EFFECT: Parameters = {
  AssumeRole: [...SESSION, ...DEVICE, "ExternalId", "ProvidedContexts", "Tags", "TransitiveTagKeys"],
  AssumeRoleWithWebIdentity: [...SESSION, "ProviderId"],
  GetFederationToken: [...SESSION, "Tags"],
  GetSessionToken: [...DEVICE, "MinimumSessionTokenSize"],
};

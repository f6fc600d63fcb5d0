import type { HttpRequest } from "../../network/http.ts";
import type { Denial, Principal, ServiceName } from "../room.ts";
import { isDenial, malformed, readAuthorization } from "./signature/authorization.ts";
import { checkTimeLimits } from "./signature/time-limits.ts";
import { verifySignature } from "./signature/verify.ts";

export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Names the policy; `administrator` may do everything. */
  readonly role: string;
}

export const ADMINISTRATOR = "administrator";

export interface AuthenticationRules {
  readonly credentials: readonly Credential[];
  /**
   * What becomes of access keys that are not in the list: refused as AWS does, or accepted without a check of their
   * signature as administrator, for foreign clients with whatever credentials they have.
   */
  readonly unknownAccessKeys: "refuse" | "accept-unverified";
  /** Requests must be signed for this region, when given. */
  readonly region: string | undefined;
}

/** Who sent this request, or why it is turned away. `nowMs` is the world's time. */
export function authenticate(
  http: HttpRequest,
  service: ServiceName,
  rules: AuthenticationRules,
  nowMs: number,
): Principal | Denial {
  const authorization = readAuthorization(http);
  if (isDenial(authorization)) return authorization;
  const { accessKeyId, scope } = authorization;
  const credential = rules.credentials.find((candidate) => candidate.accessKeyId === accessKeyId);

  if (!credential && rules.unknownAccessKeys === "refuse") {
    return {
      reason: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records.",
      details: { AWSAccessKeyId: accessKeyId },
    };
  }
  const late = checkTimeLimits(authorization, nowMs);
  if (late) return late;
  if (!credential) return { role: ADMINISTRATOR, accessKeyId };

  if (scope.service !== service) {
    return malformed(`Credential should be scoped to correct service: '${service}', not '${scope.service}'.`);
  }
  if (rules.region !== undefined && scope.region !== rules.region) {
    return {
      reason: "MalformedAuthorization",
      message: `The authorization header is malformed; the region '${scope.region}' is wrong; expecting '${rules.region}'`,
      details: { Region: rules.region },
    };
  }
  return verifySignature(http, authorization, credential.secretAccessKey) ?? { role: credential.role, accessKeyId };
}

import { createHash } from "node:crypto";
import type { HttpRequest } from "../../network/http.ts";
import type { Denial, Principal, ServiceName } from "../room.ts";
import type { Credential } from "./credential.ts";
import type { IssuedCredentials } from "./issued-credentials.ts";
import {
  type Authorization,
  isDenial,
  malformed,
  readAuthorization,
  securityToken,
} from "./signature/authorization.ts";
import { checkTimeLimits } from "./signature/time-limits.ts";
import { verifySignature } from "./signature/verify.ts";

export const ADMINISTRATOR = "administrator";
/** The role of requests that nobody has signed. */
export const ANONYMOUS = "anonymous";

export interface AuthenticationRules {
  readonly credentials: readonly Credential[];
  /** Access keys given out by STS and IAM. */
  readonly issued?: IssuedCredentials | undefined;
  /**
   * What becomes of access keys that are not in the list: refused as AWS does, or accepted without a check of their
   * signature as administrator, for foreign clients with whatever credentials they have.
   */
  readonly unknownAccessKeys: "refuse" | "accept-unverified";
  /** Whether what a role may do is asked for; without it every role may do everything. */
  readonly enforcesRoles: boolean;
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
  const { accessKeyId } = authorization;
  const listed = rules.credentials.find((candidate) => candidate.accessKeyId === accessKeyId);
  const credential = listed ?? rules.issued?.find(accessKeyId);

  if (!credential && rules.unknownAccessKeys === "refuse") {
    return {
      reason: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records.",
      details: { AWSAccessKeyId: accessKeyId },
    };
  }
  const late = checkTimeLimits(authorization, nowMs);
  if (late) return late;
  if (!credential) return principalOf(undefined, accessKeyId, rules, false);
  const refused =
    checkScope(authorization, service, rules.region) ??
    checkSession(http, credential, nowMs) ??
    verifySignature(http, authorization, credential.secretAccessKey);
  if (refused) return refused;
  return principalOf(credential, accessKeyId, rules, listed !== undefined);
}

/** Who signs with an access key, and with which secret; without one where any is taken. `undefined`: nobody. */
export function credentialOf(accessKeyId: string, rules: AuthenticationRules) {
  const listed = rules.credentials.find((candidate) => candidate.accessKeyId === accessKeyId);
  const credential = listed ?? rules.issued?.find(accessKeyId);
  if (!credential && rules.unknownAccessKeys === "refuse") return undefined;
  return {
    principal: principalOf(credential, accessKeyId, rules, listed !== undefined),
    secretAccessKey: credential?.secretAccessKey,
  };
}

function principalOf(
  credential: Credential | undefined,
  accessKeyId: string,
  rules: AuthenticationRules,
  isListed: boolean,
): Principal {
  if (!credential) return { role: ADMINISTRATOR, accessKeyId, accountId: accountOf(accessKeyId) };
  const { accountId, arn, userId } = credential;
  const role = isListed || rules.enforcesRoles ? credential.role : ADMINISTRATOR;
  return { role, accessKeyId, accountId, arn, userId };
}

/**
 * An access key of twelve digits names its account, as other emulators have it. One in AWS's form that AWS would not give out
 * (MinIO's, Ceph's) is somebody of his own, so that several users can be told apart. All others are the cloud's own account.
 */
function accountOf(accessKeyId: string): string | undefined {
  if (/^\d{12}$/.test(accessKeyId)) return accessKeyId;
  if (!/^(?!A[A-Z]IA)[A-Z0-9]{20}$/.test(accessKeyId)) return undefined;
  const digest = createHash("sha256").update(accessKeyId).digest();
  return String(digest.readBigUInt64BE() % 1_000_000_000_000n).padStart(12, "0");
}

function checkScope({ scope }: Authorization, service: ServiceName, region: string | undefined): Denial | undefined {
  // Signature V2 has no scope.
  if (!scope) return service === "s3" ? undefined : malformed("Signature version 2 is for S3 alone.");
  if (scope.service !== service) {
    return malformed(`Credential should be scoped to correct service: '${service}', not '${scope.service}'.`);
  }
  if (region === undefined || scope.region === region) return undefined;
  return {
    reason: "MalformedAuthorization",
    message: `The authorization header is malformed; the region '${scope.region}' is wrong; expecting '${region}'`,
    details: { Region: region },
  };
}

function checkSession(http: HttpRequest, credential: Credential, nowMs: number): Denial | undefined {
  if (credential.sessionToken === undefined) return undefined;
  if (securityToken(http) !== credential.sessionToken) {
    return { reason: "InvalidToken", message: "The provided token is malformed or otherwise invalid." };
  }
  if (nowMs < (credential.expiresAtMs ?? 0)) return undefined;
  return { reason: "ExpiredToken", message: "The provided token has expired." };
}

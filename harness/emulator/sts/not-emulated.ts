import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of STS that are refused by name. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  { reason: "there is no SAML", operations: ["AssumeRoleWithSAML"] },
  {
    reason: "there is one account and no organization",
    operations: ["AssumeRoot", "GetDelegatedAccessToken", "GetScopedCredentials"],
  },
  { reason: "refusals are not encoded", operations: ["DecodeAuthorizationMessage"] },
  { reason: "no tokens are signed for others", operations: ["GetWebIdentityToken"] },
];

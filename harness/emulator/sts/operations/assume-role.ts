import { z } from "zod";
import { derivedId } from "../../gateway/account-ids.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { IssuedCredentials } from "../../gateway/issued-credentials.ts";
import type { QueryMembers } from "../../gateway/query-members.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import type { RoomDependencies } from "../../room.ts";
import { sessionArn } from "../caller.ts";
import { requiredText, sessionSeconds } from "../input.ts";
import { DEFAULT_ROLE_SECONDS, MAXIMUM_ROLE_SECONDS } from "../limits.ts";
import { issueSession } from "../session.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole = (dependencies: RoomDependencies, issued: IssuedCredentials): QueryOperation => ({
  perform: (input) => sessionOfRole(dependencies, issued, input),
});

/** The claims of the token are told and not verified: no provider is known here (README.md). */
export const assumeRoleWithWebIdentity = (
  dependencies: RoomDependencies,
  issued: IssuedCredentials,
): QueryOperation => ({
  perform: (input) => {
    const claims = claimsOf(requiredText(input, "WebIdentityToken"));
    return {
      ...sessionOfRole(dependencies, issued, input),
      SubjectFromWebIdentityToken: claims.sub ?? `subject-of-${requiredText(input, "RoleSessionName")}`,
      Audience: claims.aud,
      Provider: claims.iss,
    };
  },
});

const Claims = z.object({ sub: z.string().optional(), aud: z.string().optional(), iss: z.string().optional() });

/** What a JSON Web Token says; nothing, where it is none. */
function claimsOf(token: string): z.infer<typeof Claims> {
  try {
    return Claims.parse(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")));
  } catch {
    return {};
  }
}

function sessionOfRole(dependencies: RoomDependencies, issued: IssuedCredentials, input: QueryMembers): XmlElement {
  const roleArn = requiredText(input, "RoleArn");
  const session = requiredText(input, "RoleSessionName", /^[\w+=,.@-]{2,64}$/);
  const seconds = sessionSeconds(input.DurationSeconds, DEFAULT_ROLE_SECONDS, MAXIMUM_ROLE_SECONDS);
  const [, accountId, path] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? [];
  const role = path?.split("/").at(-1);
  if (accountId === undefined || !role) throw new AwsError("ValidationError", `${roleArn} is invalid`);
  const arn = sessionArn(accountId, role, session);
  const userId = `${derivedId("AROA", roleArn)}:${session}`;
  const { SourceIdentity } = input;
  return {
    Credentials: issueSession(dependencies, issued, { role, arn, userId, accountId, seconds }),
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    SourceIdentity: typeof SourceIdentity === "string" ? SourceIdentity : undefined,
    PackedPolicySize: input.Policy === undefined ? undefined : 1,
  };
}

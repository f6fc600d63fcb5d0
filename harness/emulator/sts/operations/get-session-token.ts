import type { IssuedCredentials } from "../../gateway/issued-credentials.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { RoomDependencies } from "../../room.ts";
import { callerOf } from "../caller.ts";
import { requiredText, sessionSeconds } from "../input.ts";
import { DEFAULT_SESSION_SECONDS, MAXIMUM_SESSION_SECONDS } from "../limits.ts";
import { issueSession } from "../session.ts";

/** The caller's own rights for a while (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html). */
export const getSessionToken = (dependencies: RoomDependencies, issued: IssuedCredentials): QueryOperation => ({
  perform: ({ DurationSeconds }, { principal }) => {
    const { accountId } = callerOf(principal, dependencies.accountId);
    const { role, arn, userId } = principal;
    const seconds = sessionSeconds(DurationSeconds, DEFAULT_SESSION_SECONDS, MAXIMUM_SESSION_SECONDS);
    return { Credentials: issueSession(dependencies, issued, { role, arn, userId, accountId, seconds }) };
  },
});

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html */
export const getFederationToken = (dependencies: RoomDependencies, issued: IssuedCredentials): QueryOperation => ({
  perform: (input, { principal }) => {
    const name = requiredText(input, "Name", /^[\w+=,.@-]*$/);
    const { accountId } = callerOf(principal, dependencies.accountId);
    const seconds = sessionSeconds(input.DurationSeconds, DEFAULT_SESSION_SECONDS, MAXIMUM_SESSION_SECONDS);
    const arn = `arn:aws:sts::${accountId}:federated-user/${name}`;
    const userId = `${accountId}:${name}`;
    return {
      Credentials: issueSession(dependencies, issued, { role: principal.role, arn, userId, accountId, seconds }),
      FederatedUser: { FederatedUserId: userId, Arn: arn },
      PackedPolicySize: input.Policy === undefined ? undefined : 1,
    };
  },
});

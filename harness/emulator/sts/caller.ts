import { ADMINISTRATOR } from "../gateway/authenticate.ts";
import type { Principal } from "../room.ts";

/** Who calls, as AWS names it. The administrator is the account itself; a world's role is a session of that role. */
export function callerOf(principal: Principal, ownAccount: string) {
  const accountId = principal.accountId ?? ownAccount;
  const { role } = principal;
  const byRole = role === ADMINISTRATOR ? `arn:aws:iam::${accountId}:root` : sessionArn(accountId, role, role);
  return { accountId, arn: principal.arn ?? byRole, userId: principal.userId ?? accountId };
}

export function sessionArn(accountId: string, role: string, session: string): string {
  return `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`;
}

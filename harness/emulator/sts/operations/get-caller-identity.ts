import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { RoomDependencies } from "../../room.ts";
import { callerOf } from "../caller.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity = (dependencies: RoomDependencies): QueryOperation => ({
  perform: (_input, call) => {
    const { arn, userId, accountId } = callerOf(call.principal, dependencies.accountId);
    return { Arn: arn, UserId: userId, Account: accountId };
  },
});

import { AwsError } from "../../gateway/aws-error.ts";
import type { IssuedCredentials } from "../../gateway/issued-credentials.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { RoomDependencies } from "../../room.ts";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html */
export const getAccessKeyInfo = (dependencies: RoomDependencies, issued: IssuedCredentials): QueryOperation => ({
  perform: ({ AccessKeyId }) => {
    if (typeof AccessKeyId !== "string" || AccessKeyId === "") {
      throw new AwsError("ValidationError", "AccessKeyId is required");
    }
    return { Account: issued.find(AccessKeyId)?.accountId ?? dependencies.accountId };
  },
});

import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { unreservedConcurrency } from "../functions/account-concurrency.ts";
import { ACCOUNT_CODE_BYTES, ACCOUNT_CONCURRENCY, MAX_UNZIPPED_BYTES, MAX_ZIP_BYTES } from "../limits.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export const getAccountSettings = (state: LambdaState): Performance => ({
  perform() {
    const functions = state.functions.all();
    const versions = functions.flatMap(({ latest, versions }) => [latest, ...versions]);
    const TotalCodeSize = versions.reduce((sum, { process }) => sum + (process?.deployed.code.sizeBytes ?? 0), 0);
    return jsonResponse(200, {
      AccountLimit: {
        TotalCodeSize: ACCOUNT_CODE_BYTES,
        CodeSizeUnzipped: MAX_UNZIPPED_BYTES,
        CodeSizeZipped: MAX_ZIP_BYTES,
        ConcurrentExecutions: ACCOUNT_CONCURRENCY,
        UnreservedConcurrentExecutions: unreservedConcurrency(state),
      },
      AccountUsage: { TotalCodeSize, FunctionCount: functions.length },
    });
  },
});

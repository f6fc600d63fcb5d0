import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";

/**
 * No function's package is signed, and terraform asks of each (https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionCodeSigningConfig.html).
 */
export const getFunctionCodeSigningConfig = (state: LambdaState): Performance => ({
  perform({ labels }) {
    const FunctionName = labels.FunctionName ?? "";
    state.functions.function(FunctionName);
    return jsonResponse(200, { FunctionName });
  },
});

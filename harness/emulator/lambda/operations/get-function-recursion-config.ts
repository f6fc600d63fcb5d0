import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionRecursionConfig.html */
export const getFunctionRecursionConfig = (state: LambdaState): Performance => ({
  perform({ labels }) {
    const { recursiveLoop } = state.functions.function(labels.FunctionName ?? "");
    return jsonResponse(200, { RecursiveLoop: recursiveLoop });
  },
});

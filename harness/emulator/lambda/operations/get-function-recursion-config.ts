import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionRecursionConfig.html */
export const getFunctionRecursionConfig = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ labels }) {
    const { recursiveLoop } = state.functions.function(labels.FunctionName ?? "");
    return jsonResponse(200, { RecursiveLoop: recursiveLoop });
  },
});

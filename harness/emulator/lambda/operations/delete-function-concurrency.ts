import { httpResponse } from "../../../network/http.ts";
import type { RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const deleteFunctionConcurrency = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ labels }) {
    state.functions.function(labels.FunctionName ?? "").reservedConcurrency = undefined;
    return httpResponse(204, {}, "");
  },
});

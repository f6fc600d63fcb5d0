import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const deleteFunctionConcurrency = (state: LambdaState): Performance => ({
  perform({ labels }) {
    state.functions.function(labels.FunctionName ?? "").reservedConcurrency = undefined;
    return httpResponse(204, {}, "");
  },
});

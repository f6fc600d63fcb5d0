import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ labels }) {
    const { reservedConcurrency } = state.functions.function(labels.FunctionName ?? "");
    const isReserved = reservedConcurrency !== undefined;
    return jsonResponse(200, isReserved ? { ReservedConcurrentExecutions: reservedConcurrency } : {});
  },
});

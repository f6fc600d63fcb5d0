import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency = (state: LambdaState): Performance => ({
  perform({ labels }) {
    const { reservedConcurrency } = state.functions.function(labels.FunctionName ?? "");
    const isReserved = reservedConcurrency !== undefined;
    return jsonResponse(200, isReserved ? { ReservedConcurrentExecutions: reservedConcurrency } : {});
  },
});

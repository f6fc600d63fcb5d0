import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ labels, query }) {
    const { found, arn } = state.functions.lookUp(labels.FunctionName ?? "", query.get("Qualifier"));
    return jsonResponse(200, describeFunction(state, found, arn));
  },
});

import { jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";
import { describeFunction, functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const getFunction = (state: LambdaState): RestOperation => ({
  name: "GetFunction",
  method: "GET",
  path: "/2015-03-31/functions/{FunctionName}",
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ labels, query }) {
    const found = state.functions.find(labels.FunctionName ?? "", query.get("Qualifier"));
    const { reservedConcurrency } = found;
    return jsonResponse(200, {
      Configuration: describeFunction(state, found),
      ...(reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
    });
  },
});

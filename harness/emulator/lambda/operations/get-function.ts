import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { codeLocation } from "../processes/code-location.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const getFunction = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ http, labels, query }) {
    const { found, arn } = state.functions.lookUp(labels.FunctionName ?? "", query.get("Qualifier"));
    const { reservedConcurrency, tags } = found.all;
    return jsonResponse(200, {
      Configuration: describeFunction(state, found, arn),
      ...(found.process && { Code: { RepositoryType: "S3", ...codeLocation(found.process.deployed.code, arn, http) } }),
      ...(Object.keys(tags).length > 0 && { Tags: tags }),
      ...(reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
    });
  },
});

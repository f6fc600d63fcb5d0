import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeUrl } from "../function-url/describe-url.ts";
import { MAX_LISTED_FUNCTIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionUrlConfigs.html */
export const listFunctionUrlConfigs = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { urls, functionArn } = state.functions.function(labels.FunctionName ?? "");
    const { items, ...next } = pageOf([...urls], query, MAX_LISTED_FUNCTIONS);
    const FunctionUrlConfigs = items.map(([qualifier, url]) => {
      const arn = qualifier === "" ? functionArn : `${functionArn}:${qualifier}`;
      return describeUrl(url, { arn, region: state.deps.region, http });
    });
    return jsonResponse(200, { FunctionUrlConfigs, ...next });
  },
});

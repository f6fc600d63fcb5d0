import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { MAX_LISTED_VERSIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** `$LATEST` first: https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html */
export const listVersionsByFunction = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { latest, versions, functionArn } = state.functions.function(labels.FunctionName ?? "");
    const { items, ...next } = pageOf([latest, ...versions], query, MAX_LISTED_VERSIONS);
    const Versions = items.map((item) => describeFunction(state, item, `${functionArn}:${item.version}`));
    return jsonResponse(200, { Versions, ...next });
  },
});

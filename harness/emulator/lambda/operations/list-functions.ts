import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { MAX_LISTED_FUNCTIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = (state: LambdaState): RestPerformance => ({
  resource: () => ({ arn: "*", label: "" }),
  perform({ query }) {
    const { items, ...next } = pageOf(state.functions.all(), query, MAX_LISTED_FUNCTIONS);
    return jsonResponse(200, { Functions: items.map((item) => describeFunction(state, item)), ...next });
  },
});

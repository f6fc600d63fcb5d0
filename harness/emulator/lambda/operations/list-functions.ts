import { jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = (state: LambdaState): RestOperation => ({
  name: "ListFunctions",
  method: "GET",
  path: "/2015-03-31/functions",
  resource: () => ({ arn: "*", label: "" }),
  perform({ query }) {
    const { items, ...next } = pageOf(state.functions.all(), query);
    return jsonResponse(200, { Functions: items.map((item) => describeFunction(state, item)), ...next });
  },
});

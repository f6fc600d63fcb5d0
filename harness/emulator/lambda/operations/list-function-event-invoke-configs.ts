import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeEventInvokeConfig } from "../event-invoke/event-invoke-config.ts";
import { MAX_LISTED_FUNCTIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html */
export const listFunctionEventInvokeConfigs = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { functionArn, eventInvokeConfigs } = state.functions.function(labels.FunctionName ?? "");
    const { items, ...next } = pageOf([...eventInvokeConfigs], query, MAX_LISTED_FUNCTIONS);
    const FunctionEventInvokeConfigs = items.map(([qualifier, config]) =>
      describeEventInvokeConfig(functionArn, qualifier, config),
    );
    return jsonResponse(200, { FunctionEventInvokeConfigs, ...next });
  },
});

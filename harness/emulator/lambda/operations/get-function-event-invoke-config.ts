import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeEventInvokeConfig, noEventInvokeConfig } from "../event-invoke/event-invoke-config.ts";
import { eventInvokePlace } from "../event-invoke/event-invoke-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html */
export const getFunctionEventInvokeConfig = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { functionArn, configs, qualifier } = eventInvokePlace(
      state,
      labels.FunctionName ?? "",
      query.get("Qualifier"),
    );
    const config = configs.get(qualifier);
    if (!config) throw noEventInvokeConfig(functionArn, qualifier);
    return jsonResponse(200, describeEventInvokeConfig(functionArn, qualifier, config));
  },
});

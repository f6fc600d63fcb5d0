import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeEventInvokeConfig } from "../event-invoke/event-invoke-config.ts";
import { readEventInvokeConfig } from "../event-invoke/event-invoke-input.ts";
import { eventInvokePlace } from "../event-invoke/event-invoke-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export const putFunctionEventInvokeConfig = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { functionArn, configs, qualifier } = eventInvokePlace(
      state,
      labels.FunctionName ?? "",
      query.get("Qualifier"),
    );
    const now = state.deps.clock.now();
    const config = readEventInvokeConfig("PutFunctionEventInvokeConfig", jsonBody(http), now, { functionArn });
    configs.set(qualifier, config);
    return jsonResponse(200, describeEventInvokeConfig(functionArn, qualifier, config));
  },
});

import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeEventInvokeConfig, noEventInvokeConfig } from "../event-invoke/event-invoke-config.ts";
import { readEventInvokeConfig } from "../event-invoke/event-invoke-input.ts";
import { eventInvokePlace } from "../event-invoke/event-invoke-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html */
export const updateFunctionEventInvokeConfig = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { functionArn, configs, qualifier } = eventInvokePlace(
      state,
      labels.FunctionName ?? "",
      query.get("Qualifier"),
    );
    if (!configs.has(qualifier)) throw noEventInvokeConfig(functionArn, qualifier);
    const config = readEventInvokeConfig("UpdateFunctionEventInvokeConfig", jsonBody(http), state.deps.clock.now(), {
      functionArn,
      before: configs.get(qualifier),
    });
    configs.set(qualifier, config);
    return jsonResponse(200, describeEventInvokeConfig(functionArn, qualifier, config));
  },
});

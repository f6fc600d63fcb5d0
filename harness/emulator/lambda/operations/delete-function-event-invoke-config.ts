import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { noEventInvokeConfig } from "../event-invoke/event-invoke-config.ts";
import { eventInvokePlace } from "../event-invoke/event-invoke-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html */
export const deleteFunctionEventInvokeConfig = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { functionArn, configs, qualifier } = eventInvokePlace(
      state,
      labels.FunctionName ?? "",
      query.get("Qualifier"),
    );
    if (!configs.delete(qualifier)) throw noEventInvokeConfig(functionArn, qualifier);
    return httpResponse(204, {}, "");
  },
});

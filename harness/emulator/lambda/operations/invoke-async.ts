import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { readPayload } from "../invocation-input.ts";
import { MAX_ASYNCHRONOUS_REQUEST_BYTES } from "../limits.ts";
import type { LambdaState } from "../state.ts";

/** Invoke with the type Event, as it was before: https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html */
export const invokeAsync = (state: LambdaState): Performance => ({
  perform({ http, labels }, call) {
    const { found, arn } = state.functions.findToInvoke(labels.FunctionName ?? "");
    const payload = readPayload(http.body, MAX_ASYNCHRONOUS_REQUEST_BYTES);
    state.asynchronous.accept(found, arn, payload, call.requestId);
    return httpResponse(202, {}, "");
  },
});

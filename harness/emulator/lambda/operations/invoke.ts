import { httpResponse } from "../../../network/http.ts";
import type { RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { readInvocation } from "../invocation-input.ts";
import { functionResource, type LambdaState } from "../state.ts";

const TYPES = ["RequestResponse", "Event", "DryRun"] as const;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke = (state: LambdaState): RestPerformance => ({
  action: "InvokeFunction",
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  async perform(request, call) {
    const { type, found, arn, payload, clientContext, logTail } = readInvocation(state, request, TYPES);
    if (type === "DryRun") return httpResponse(204, {}, "");
    if (type === "Event") {
      state.asynchronous.accept(found, arn, payload, call.requestId);
      return httpResponse(202, {}, "");
    }
    const result = await state.invoker.run(found, payload, call.requestId, {
      logTail,
      clientContext,
      invokedArn: arn,
    });
    return httpResponse(
      200,
      {
        "content-type": "application/json",
        "x-amz-executed-version": result.executedVersion,
        ...(result.logResult !== undefined ? { "x-amz-log-result": result.logResult } : {}),
        ...(result.functionError ? { "x-amz-function-error": result.functionError } : {}),
      },
      result.payload,
    );
  },
});

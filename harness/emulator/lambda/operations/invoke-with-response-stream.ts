import { httpResponse } from "../../../network/http.ts";
import { eventMessage } from "../../gateway/event-stream.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { readInvocation } from "../invocation-input.ts";
import type { InvocationResult } from "../invoker.ts";
import type { LambdaState } from "../state.ts";

const TYPES = ["RequestResponse", "DryRun"] as const;

/**
 * The answer comes when it is complete, as one chunk and the event that ends it
 * (https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html).
 */
export const invokeWithResponseStream = (state: LambdaState): Performance => ({
  async perform(request, call) {
    const { type, found, arn, payload, clientContext, logTail } = readInvocation(state, request, TYPES);
    if (type === "DryRun") return httpResponse(204, {}, "");
    const result = await state.invoker.run(found, payload, call.requestId, {
      logTail,
      clientContext,
      invokedArn: arn,
    });
    const headers = {
      "content-type": "application/vnd.amazon.eventstream",
      "x-amz-executed-version": result.executedVersion,
    };
    return httpResponse(200, headers, Buffer.concat(eventsOf(result)));
  },
});

function eventsOf({ payload, functionError, logResult }: InvocationResult): Buffer[] {
  const contentType = "application/octet-stream";
  const chunk = eventMessage({ type: "PayloadChunk", contentType, payload: Buffer.from(payload) });
  const told = { ...(functionError && failureIn(payload)), ...(logResult !== undefined && { LogResult: logResult }) };
  const end = eventMessage({
    type: "InvokeComplete",
    contentType: "application/json",
    payload: Buffer.from(JSON.stringify(told)),
  });
  return functionError ? [end] : [chunk, end];
}

/** A failure of the function stands in the event that ends the stream. */
function failureIn(payload: string) {
  const { errorType, errorMessage } = JSON.parse(payload) as { errorType?: string; errorMessage?: string };
  return { ErrorCode: errorType ?? "Unhandled", ErrorDetails: errorMessage ?? payload };
}

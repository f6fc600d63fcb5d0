import { httpResponse } from "../../../network/http.ts";
import type { RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { invalidParameterValue, invalidRequestContent, notEmulated, requestTooLarge } from "../errors.ts";
import { MAX_ASYNCHRONOUS_REQUEST_BYTES, MAX_REQUEST_BYTES } from "../limits.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke = (state: LambdaState): RestPerformance => ({
  action: "InvokeFunction",
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  async perform({ http, labels, query }, call) {
    const type = http.headers["x-amz-invocation-type"] ?? "RequestResponse";
    if (!["RequestResponse", "Event", "DryRun"].includes(type)) {
      throw invalidParameterValue(`Invocation type '${type}' is not one of RequestResponse, Event and DryRun.`);
    }
    for (const name of ["x-amz-client-context", "x-amz-durable-execution-name", "x-amz-tenant-id"]) {
      if (http.headers[name] !== undefined) throw notEmulated(`lambda:Invoke with ${name}`);
    }
    const { found, arn } = state.functions.findToInvoke(labels.FunctionName ?? "", query.get("Qualifier"));
    const payload = readPayload(http.body, type === "Event" ? MAX_ASYNCHRONOUS_REQUEST_BYTES : MAX_REQUEST_BYTES);
    if (type === "DryRun") return httpResponse(204, {}, "");
    if (type === "Event") {
      state.asynchronous.accept(found, arn, payload, call.requestId);
      return httpResponse(202, {}, "");
    }
    const result = await state.invoker.run(found, payload, call.requestId, {
      logTail: http.headers["x-amz-log-type"] === "Tail",
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

/** The text of a request's JSON payload; an empty one is an empty object. */
function readPayload(body: Buffer, limit: number): string {
  if (body.length > limit) throw requestTooLarge(limit);
  const text = body.toString("utf8");
  if (text.trim() === "") return "{}";
  try {
    JSON.parse(text);
  } catch (error) {
    throw invalidRequestContent(error instanceof Error ? error.message : "not JSON");
  }
  return text;
}

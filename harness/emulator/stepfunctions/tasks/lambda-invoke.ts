import { dataLimitExceeded, StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document, exceedsBytes } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { writeJson } from "../json/write.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";
import { callAsTask, membersOf } from "./call-role.ts";
import type { Integration } from "./integration.ts";
import { functionFailure } from "./lambda-failures.ts";
import { isJson, parsePayload } from "./lambda-payload.ts";
import { optimisedFailure } from "./optimised-failure.ts";
import { unlessFramework } from "./sdk-services.ts";

/** `lambda:invoke`: Invoke's response with its payload parsed, as AWS's recordings show it (test_invoke). */
export const lambdaInvoke: Integration = {
  async call(request, run) {
    const payload = payloadText((isObject(request.value) ? request.value.get("Payload") : undefined) ?? null);
    const answer = await invoke(membersOf(request), payload, run).catch((error: unknown) => {
      throw optimisedFailure("Lambda", "AWSLambda", error, (code) =>
        unlessFramework(code) ? code : "AWSLambdaException",
      );
    });
    if (answer.functionError !== undefined) throw normalised(functionFailure(answer.payload));
    if (exceedsBytes(answer.payload, MAXIMUM_DATA_BYTES)) throw dataLimitExceeded("lambda");
    return new Document(response(answer, run.thread.execution.now()));
  },
};

interface Invocation {
  /** JSON text; empty when nobody waits for the function. */
  readonly payload: string;
  readonly functionError: string | undefined;
  readonly requestId: string;
  readonly status: number;
  /** The end of the function's log, base64. */
  readonly logResult: string | undefined;
}

/** An invocation whose answer is awaited goes to the function directly; the others are asked of Lambda's API. */
async function invoke(members: Record<string, unknown>, payload: string, run: StateRun): Promise<Invocation> {
  const { FunctionName, InvocationType = "RequestResponse", LogType, ClientContext, Qualifier } = members;
  const name = typeof FunctionName === "string" ? FunctionName : JSON.stringify(FunctionName);
  if (InvocationType === "RequestResponse" && ClientContext === undefined) {
    const functionName = typeof Qualifier === "string" ? `${name}:${Qualifier}` : withVersion(name);
    const { integrations } = run.thread.execution;
    const answer = await integrations.invokeLambda({
      functionName,
      payload,
      source: "states",
      ...(LogType === "Tail" && { logTail: true }),
    });
    const { functionError, requestId, logResult } = answer;
    return { payload: answer.payload, functionError, requestId, status: 200, logResult };
  }
  const { response, requestId, status } = await callAsTask("lambda", "Invoke", { ...members, Payload: payload }, run);
  return {
    payload: String(response.Payload ?? ""),
    functionError: typeof response.FunctionError === "string" ? response.FunctionError : undefined,
    requestId,
    status,
    logResult: typeof response.LogResult === "string" ? response.LogResult : undefined,
  };
}

/** This integration names the version that it means, and so does the refusal of an unknown function (recorded: test_no_such_function). */
function withVersion(functionName: string): string {
  const afterName = functionName.startsWith("arn:") ? functionName.split(":").length > 7 : functionName.includes(":");
  return afterName ? functionName : `${functionName}:$LATEST`;
}

/**
 * A text that is JSON is the payload as it stands (recorded: test_invoke_json_values); any other text is a JSON string, and no
 * payload an empty object, as Invoke itself has it.
 */
function payloadText(payload: Json): string {
  if (payload === null) return "{}";
  return typeof payload === "string" && isJson(payload) ? payload : writeJson(payload);
}

/** This integration shows the error payload without blanks, unlike a Task with the function's ARN (recorded on both). */
function normalised(failure: StateFailure): StateFailure {
  if (failure.error === "Lambda.Unknown" || failure.failureCause === undefined) return failure;
  return new StateFailure(failure.error, writeJson(parsePayload(failure.failureCause)));
}

function response({ payload, requestId, status, logResult }: Invocation, now: number): Json {
  const headers = {
    Connection: "keep-alive",
    "Content-Length": String(Buffer.byteLength(payload)),
    ...(payload !== "" && { "Content-Type": "application/json" }),
    Date: new Date(now).toUTCString(),
    "X-Amz-Executed-Version": "$LATEST",
    ...(logResult !== undefined && { "X-Amz-Log-Result": logResult }),
    "x-amzn-Remapped-Content-Length": "0",
    "x-amzn-RequestId": requestId,
    "X-Amzn-Trace-Id": `root=1-${Math.floor(now / 1000).toString(16)}-${requestId.replaceAll("-", "").slice(0, 24)};sampled=0`,
  };
  const allHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return new Map<string, Json>([
    ["ExecutedVersion", "$LATEST"],
    ...(logResult === undefined ? [] : ([["LogResult", logResult]] as const)),
    ["Payload", payload === "" ? "" : parsePayload(payload)],
    ["SdkHttpMetadata", fromNative({ AllHttpHeaders: allHeaders, HttpHeaders: headers, HttpStatusCode: status })],
    ["SdkResponseMetadata", fromNative({ RequestId: requestId })],
    ["StatusCode", status],
  ]);
}

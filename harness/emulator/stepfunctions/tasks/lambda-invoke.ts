import { RuntimeFailure, StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { functionFailure, serviceFailure } from "./lambda-failures.ts";

/** `lambda:invoke`: Invoke's response with its payload parsed, as AWS's recordings show it (test_invoke). */
export async function invokeFunction(request: Document, run: StateRun): Promise<Document> {
  const { execution } = run.thread;
  const { functionName, payload } = readRequest(request.value);
  const answer = await execution.integrations
    .invokeLambda({ functionName, payload: writeJson(payload), source: "states" })
    .catch((error: unknown) => {
      throw serviceFailure("Lambda", "AWSLambda", error);
    });
  if (answer.functionError) throw normalised(functionFailure(answer.payload));
  return new Document(response(parseJson(answer.payload), answer.payload, answer.requestId, execution.now()));
}

function readRequest(request: Json): { functionName: string; payload: Json } {
  const functionName = isObject(request) ? request.get("FunctionName") : undefined;
  if (!isObject(request) || typeof functionName !== "string") {
    throw new RuntimeFailure("The Parameters of lambda:invoke need the text FunctionName.");
  }
  const invocationType = request.get("InvocationType") ?? "RequestResponse";
  if (invocationType !== "RequestResponse") {
    throw new RuntimeFailure(`lambda:invoke with InvocationType ${writeJson(invocationType)} is not emulated.`);
  }
  return { functionName, payload: request.get("Payload") ?? new Map() };
}

/** This integration shows the error payload without blanks, unlike a Task with the function's ARN (recorded on both). */
function normalised(failure: StateFailure): StateFailure {
  if (failure.error === "Lambda.Unknown" || failure.failureCause === undefined) return failure;
  return new StateFailure(failure.error, writeJson(parseJson(failure.failureCause)));
}

function response(payload: Json, payloadText: string, requestId: string, now: number): Json {
  const headers = {
    Connection: "keep-alive",
    "Content-Length": String(Buffer.byteLength(payloadText)),
    "Content-Type": "application/json",
    Date: new Date(now).toUTCString(),
    "X-Amz-Executed-Version": "$LATEST",
    "x-amzn-Remapped-Content-Length": "0",
    "x-amzn-RequestId": requestId,
    "X-Amzn-Trace-Id": `root=1-${Math.floor(now / 1000).toString(16)}-${requestId.replaceAll("-", "").slice(0, 24)};sampled=0`,
  };
  const allHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return new Map<string, Json>([
    ["ExecutedVersion", "$LATEST"],
    ["Payload", payload],
    ["SdkHttpMetadata", fromNative({ AllHttpHeaders: allHeaders, HttpHeaders: headers, HttpStatusCode: 200 })],
    ["SdkResponseMetadata", fromNative({ RequestId: requestId })],
    ["StatusCode", 200],
  ]);
}

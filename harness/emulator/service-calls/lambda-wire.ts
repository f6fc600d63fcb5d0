import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { percentEncode } from "../gateway/request-target.ts";
import { ROUTES } from "../lambda/routes.ts";
import { jsonRefusal } from "./json-wire.ts";
import { restJsonWire } from "./rest-json-wire.ts";
import type { ServiceCall } from "./service-call.ts";
import type { ServiceWire } from "./wire.ts";
import { readJson } from "./wire-answer.ts";

const others = restJsonWire({
  service: "lambda",
  host: "lambda.amazonaws.com",
  members: "PascalCase",
  routes: ROUTES,
});

const INVOKE_HEADERS = {
  InvocationType: "x-amz-invocation-type",
  LogType: "x-amz-log-type",
  ClientContext: "x-amz-client-context",
};

/** Invoke is the one operation whose bodies are the function's own. */
export const lambdaWire: ServiceWire = {
  request: (call) => (call.operation === "Invoke" ? invocation(call) : others.request(withPackage(call))),
  answer: (call, http) => (call.operation === "Invoke" ? invoked(http) : others.answer(call, http)),
};

/**
 * A package is a blob, which the wire has in base64. What a state machine writes for a blob is a text, and its UTF-8 is
 * what the service gets (as with S3's Body, by LocalStack's tests of putObject); no package is such a text, so Lambda
 * says so.
 */
function withPackage(call: ServiceCall): ServiceCall {
  const encoded = (members: ServiceCall["request"]): Record<string, unknown> => ({
    ...members,
    ...(typeof members.ZipFile === "string" && { ZipFile: Buffer.from(members.ZipFile).toString("base64") }),
  });
  const inside = ["Code", "Content"].flatMap((name): [string, unknown][] => {
    const member = call.request[name];
    return typeof member === "object" && member !== null ? [[name, encoded(member as ServiceCall["request"])]] : [];
  });
  return { ...call, request: { ...encoded(call.request), ...Object.fromEntries(inside) } };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html — `Payload` is JSON text. */
function invocation({ request }: ServiceCall): HttpRequest {
  const body = Buffer.from(typeof request.Payload === "string" ? request.Payload : "");
  const headers: Record<string, string> = {
    host: "lambda.amazonaws.com",
    "content-type": "application/json",
    "content-length": String(body.length),
  };
  for (const [member, header] of Object.entries(INVOKE_HEADERS)) {
    const value = request[member];
    if (typeof value === "string") headers[header] = value;
  }
  const { FunctionName, Qualifier } = request;
  const name = percentEncode(typeof FunctionName === "string" ? FunctionName : "");
  const query = typeof Qualifier === "string" ? `?Qualifier=${percentEncode(Qualifier)}` : "";
  return { method: "POST", path: `/2015-03-31/functions/${name}/invocations${query}`, headers, body };
}

function invoked(http: HttpResponse): Record<string, unknown> {
  if (http.status >= 300) throw jsonRefusal(http, readJson(http));
  const { headers } = http;
  return {
    ...(headers["x-amz-executed-version"] !== undefined && { ExecutedVersion: headers["x-amz-executed-version"] }),
    ...(headers["x-amz-function-error"] !== undefined && { FunctionError: headers["x-amz-function-error"] }),
    ...(headers["x-amz-log-result"] !== undefined && { LogResult: headers["x-amz-log-result"] }),
    Payload: http.body.toString("utf8"),
    StatusCode: http.status,
  };
}

import type { HttpResponse } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";

/** The JSON object of an answer; an empty body is an empty object, and a refusal in words has these as its message. */
export function readJson(http: HttpResponse): Readonly<Record<string, unknown>> {
  if (http.body.length === 0) return {};
  const message = refusedInWords(http);
  if (message !== undefined) return { message };
  const parsed: unknown = JSON.parse(http.body.toString("utf8"));
  return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
}

/** Of a refusal by what stands in front of a service, as the keeper of its state does: neither JSON nor XML. */
export function refusedInWords({ status, body }: HttpResponse): string | undefined {
  const text = body.toString("utf8");
  return status < 300 || text === "" || /^\s*[[{"<]/.test(text) ? undefined : text;
}

/** The id that the service gave the request. */
export function requestIdOf({ headers }: HttpResponse): string {
  return headers["x-amzn-requestid"] ?? headers["x-amz-request-id"] ?? "";
}

/** The service's refusal; its request id is a field, as errors that name it in their words need it. */
export function refusal(http: HttpResponse, code: string, message: string, fields = {}): AwsError {
  const queryCode = http.headers["x-amzn-query-error"]?.split(";")[0];
  return new AwsError(code, message, {
    status: http.status,
    fields: { requestId: requestIdOf(http), ...fields },
    ...(queryCode !== undefined && { queryCode }),
  });
}

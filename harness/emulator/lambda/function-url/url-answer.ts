import { z } from "zod";
import { type HttpResponse, httpResponse } from "../../../network/http.ts";
import type { FunctionUrl } from "./function-url.ts";

const proxySchema = z.object({
  statusCode: z.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  body: z.unknown().optional(),
  cookies: z.array(z.string()).nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Between what a streaming handler says of its answer and the answer itself. */
const PRELUDE_END = "\0\0\0\0\0\0\0\0";

/**
 * What a function has answered, as a response: an object with a `statusCode` says all of it, anything else is a body of
 * JSON. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html A stream is passed on as it is, after the prelude that a handler may
 * have written.
 */
export function urlAnswer(payload: string, invokeMode: FunctionUrl["invokeMode"]): HttpResponse {
  const end = payload.indexOf(PRELUDE_END);
  if (end >= 0) {
    const told = proxySchema.safeParse(jsonOf(payload.slice(0, end)));
    const body = payload.slice(end + PRELUDE_END.length);
    return told.success ? proxied(told.data, body) : failed();
  }
  if (invokeMode === "RESPONSE_STREAM") {
    return httpResponse(200, { "content-type": "application/octet-stream" }, payload);
  }
  const value = jsonOf(payload);
  const told = proxySchema.safeParse(value);
  if (!told.success) {
    const isObject = typeof value === "object" && value !== null && "statusCode" in value;
    return isObject ? failed() : httpResponse(200, { "content-type": "application/json" }, payload);
  }
  const { body } = told.data;
  return proxied(
    told.data,
    body === undefined || body === null ? "" : typeof body === "string" ? body : JSON.stringify(body),
  );
}

/** What AWS answers for a function that failed. */
export const failed = (): HttpResponse =>
  httpResponse(502, { "content-type": "application/json" }, '{"Message":"Internal Server Error"}');

function proxied(told: z.infer<typeof proxySchema>, text: string): HttpResponse {
  const headers: Record<string, string> = { "content-type": "application/json" };
  for (const [name, value] of Object.entries(told.headers ?? {})) headers[name.toLowerCase()] = String(value);
  if (told.cookies?.length) headers["set-cookie"] = told.cookies.join(", ");
  return httpResponse(told.statusCode, headers, told.isBase64Encoded ? Buffer.from(text, "base64") : text);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import type { HttpRequest } from "../../../network/http.ts";
import type { FunctionUrlCors } from "./function-url.ts";

/** The headers of CORS that a URL's configuration gives a request of a page: https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html */
export function corsHeaders(cors: FunctionUrlCors | undefined, http: HttpRequest): Record<string, string> {
  const { origin } = http.headers;
  const origins = cors?.AllowOrigins ?? [];
  if (!cors || origin === undefined || !(origins.includes("*") || origins.includes(origin))) return {};
  const isPreflight = http.method === "OPTIONS" && http.headers["access-control-request-method"] !== undefined;
  return {
    "access-control-allow-origin": origins.includes("*") && !cors.AllowCredentials ? "*" : origin,
    vary: "Origin",
    ...(cors.AllowCredentials && { "access-control-allow-credentials": "true" }),
    ...(cors.ExposeHeaders?.length && { "access-control-expose-headers": cors.ExposeHeaders.join(",") }),
    ...(isPreflight && cors.AllowMethods?.length && { "access-control-allow-methods": cors.AllowMethods.join(",") }),
    ...(isPreflight && cors.AllowHeaders?.length && { "access-control-allow-headers": cors.AllowHeaders.join(",") }),
    ...(isPreflight && cors.MaxAge !== undefined && { "access-control-max-age": String(cors.MaxAge) }),
  };
}

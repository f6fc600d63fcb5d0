import type { HttpRequest } from "../../../network/http.ts";
import type { FunctionUrl } from "./function-url.ts";

/** Whether a browser asks what a page may send to a URL that has rules for it. */
export const isPreflight = (http: HttpRequest, { cors }: FunctionUrl): boolean =>
  cors !== undefined && http.method === "OPTIONS" && http.headers["access-control-request-method"] !== undefined;

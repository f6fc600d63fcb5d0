import { z } from "zod";
import type { Cors } from "../bucket-settings.ts";
import { readDocument, trimmed, whole } from "../document.ts";
import { invalidRequest } from "../errors.ts";
import { MAXIMUM_CORS_RULES } from "../limits.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchCors } from "./configuration-errors.ts";

const Rule = z.object({
  ID: trimmed.optional(),
  AllowedHeader: z.array(trimmed).optional(),
  AllowedMethod: z.array(trimmed).nonempty(),
  AllowedOrigin: z.array(trimmed).nonempty(),
  ExposeHeader: z.array(trimmed).optional(),
  MaxAgeSeconds: whole.optional(),
});
export type CorsRule = z.infer<typeof Rule>;
const Configuration = z.object({ CORSRule: z.array(Rule).nonempty() });
const LISTS = ["CORSRule", "AllowedHeader", "AllowedMethod", "AllowedOrigin", "ExposeHeader"];
const METHODS: readonly string[] = ["GET", "PUT", "HEAD", "POST", "DELETE"];

export const putBucketCors: S3Operation = {
  action: "PutBucketCORS",
  perform(call) {
    const { settings } = call.store.bucket(call.request.bucket);
    const { CORSRule: rules } = readDocument(call, "CORSConfiguration", Configuration, LISTS);
    if (rules.length > MAXIMUM_CORS_RULES) {
      throw invalidRequest(`The number of CORS rules should not exceed allowed limit of ${MAXIMUM_CORS_RULES} rules.`);
    }
    for (const rule of rules) checkRule(rule);
    settings.cors = corsOf(rules);
    return emptyResponse(200);
  },
};

export const getBucketCors: S3Operation = {
  action: "GetBucketCORS",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (!settings.cors) throw noSuchCors(name);
    return xmlResponse("CORSConfiguration", { CORSRule: settings.cors.rules });
  },
};

export const deleteBucketCors: S3Operation = {
  action: "PutBucketCORS",
  perform({ request, store }) {
    store.bucket(request.bucket).settings.cors = undefined;
    return emptyResponse(204);
  },
};

function checkRule({ AllowedMethod, AllowedOrigin, AllowedHeader = [] }: CorsRule): void {
  const method = AllowedMethod.find((name) => !METHODS.includes(name));
  if (method !== undefined) {
    throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
  }
  const origin = AllowedOrigin.find((pattern) => pattern.split("*").length > 2);
  if (origin !== undefined) throw invalidRequest(`AllowedOrigin "${origin}" can not have more than one wildcard.`);
  const header = AllowedHeader.find((pattern) => pattern.split("*").length > 2);
  if (header !== undefined) throw invalidRequest(`AllowedHeader "${header}" can not have more than one wildcard.`);
}

/** What rules that have been checked say (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html). */
export function corsOf(rules: readonly CorsRule[]): Cors {
  return {
    rules,
    answer(origin, method, requestHeaders) {
      const rule = rules.find(
        ({ AllowedOrigin, AllowedMethod, AllowedHeader = [] }) =>
          AllowedOrigin.some((pattern) => fits(pattern, origin)) &&
          AllowedMethod.includes(method) &&
          requestHeaders.every((name) =>
            AllowedHeader.some((pattern) => fits(pattern.toLowerCase(), name.toLowerCase())),
          ),
      );
      if (!rule) return undefined;
      const forAll = rule.AllowedOrigin.includes("*");
      return {
        "access-control-allow-origin": forAll ? "*" : origin,
        "access-control-allow-methods": rule.AllowedMethod.join(", "),
        ...(requestHeaders.length > 0 && { "access-control-allow-headers": requestHeaders.join(", ").toLowerCase() }),
        ...(rule.ExposeHeader && { "access-control-expose-headers": rule.ExposeHeader.join(", ") }),
        ...(rule.MaxAgeSeconds !== undefined && { "access-control-max-age": String(rule.MaxAgeSeconds) }),
        ...(!forAll && { "access-control-allow-credentials": "true" }),
        vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
      };
    },
  };
}

function fits(pattern: string, text: string): boolean {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

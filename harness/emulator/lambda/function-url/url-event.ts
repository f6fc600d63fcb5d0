import type { HttpRequest } from "../../../network/http.ts";
import { parseRequestTarget } from "../../gateway/request-target.ts";
import type { RoomCall } from "../../room.ts";

const TEXT = /^(?:text\/|application\/(?:json|xml|javascript|x-www-form-urlencoded)|[^;]+\+(?:json|xml))/i;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The event of one request, payload format 2.0: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export function urlEvent(id: string, { http, principal, requestId, receivedAt }: RoomCall, isSigned: boolean) {
  const { rawPath, rawQuery, query } = parseRequestTarget(http.path);
  const { cookie, ...headers } = http.headers;
  const cookies = cookie?.split(/;\s*/).filter((one) => one !== "");
  const domainName = http.headers.host?.replace(/:\d+$/, "") ?? "";
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString: rawQuery,
    ...(cookies && { cookies }),
    headers,
    ...(query.length > 0 && { queryStringParameters: joined(query) }),
    requestContext: {
      accountId: isSigned ? (principal.accountId ?? "anonymous") : "anonymous",
      apiId: id,
      ...(isSigned && { authorizer: { iam: { accessKey: principal.accessKeyId, userArn: principal.arn ?? null } } }),
      domainName,
      domainPrefix: id,
      http: {
        method: http.method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: http.headers["user-agent"] ?? "",
      },
      requestId,
      routeKey: "$default",
      stage: "$default",
      time: commonLogTime(receivedAt),
      timeEpoch: receivedAt,
    },
    ...bodyOf(http),
  };
}

function bodyOf({ body, headers }: HttpRequest) {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headers["content-type"] ?? "");
  return { body: body.toString(isText ? "utf8" : "base64"), isBase64Encoded: !isText };
}

/** Several values of one name are one text, with commas between them. */
function joined(query: readonly (readonly [string, string])[]): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(ms: number): string {
  const at = new Date(ms);
  const day = String(at.getUTCDate()).padStart(2, "0");
  return `${day}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
}

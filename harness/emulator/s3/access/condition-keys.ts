import type { HttpRequest } from "../../../network/http.ts";
import { parseRequestTarget } from "../../gateway/request-target.ts";
import type { Principal } from "../../room.ts";
import type { S3Request } from "../request.ts";
import type { StoredObject } from "../stored-object.ts";
import { Tagging } from "../tagging-document.ts";
import { parseXml } from "../xml.ts";

const DAY_MS = 86_400_000;

/** Tags that a request gives, in a header or in its document. */
function taggedIn({ headers, query, method, body }: S3Request): readonly (readonly [string, string])[] {
  if (method !== "PUT" || !query.has("tagging")) return parseRequestTarget(`/?${headers["x-amz-tagging"] ?? ""}`).query;
  const read = Tagging.safeParse(parseXml(body.bytes(), "Tagging", ["Tag"]));
  return (read.data?.TagSet.Tag ?? []).map(({ Key, Value }) => [Key, Value] as const);
}

/** What policies may ask of a request (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html). */
export function conditionKeys(
  http: HttpRequest,
  request: S3Request,
  principal: Principal,
  object: StoredObject | undefined,
  nowMs: number,
): Map<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>([
    ["aws:securetransport", ["false"]],
    ["aws:sourceip", ["127.0.0.1"]],
    ["aws:currenttime", [new Date(nowMs).toISOString()]],
    ["aws:epochtime", [String(Math.floor(nowMs / 1000))]],
  ]);
  const put = (key: string, value: string | undefined) => value !== undefined && keys.set(key, [value]);
  put("aws:referer", http.headers.referer);
  put("aws:useragent", http.headers["user-agent"]);
  put("aws:principalaccount", principal.accountId);
  put("aws:principalarn", principal.arn);
  put("aws:userid", principal.userId);
  for (const name of ["prefix", "delimiter", "max-keys", "versionId"]) {
    put(`s3:${name.toLowerCase()}`, request.query.get(name));
  }
  for (const [name, value] of Object.entries(request.headers)) if (name.startsWith("x-amz-")) put(`s3:${name}`, value);
  const lock = "x-amz-object-lock-";
  put("s3:object-lock-mode", request.headers[`${lock}mode`]);
  put("s3:object-lock-legal-hold", request.headers[`${lock}legal-hold`]);
  const until = request.headers[`${lock}retain-until-date`];
  put("s3:object-lock-retain-until-date", until);
  const remainingMs = Date.parse(until ?? "") - nowMs;
  if (Number.isFinite(remainingMs)) {
    put("s3:object-lock-remaining-retention-days", String(Math.ceil(remainingMs / DAY_MS)));
  }
  put("s3:if-match", request.headers["if-match"]);
  put("s3:if-none-match", request.headers["if-none-match"]);
  for (const [key, value] of object?.tags ?? []) put(`s3:existingobjecttag/${key.toLowerCase()}`, value);
  const asked = taggedIn(request);
  for (const [key, value] of asked) put(`s3:requestobjecttag/${key.toLowerCase()}`, value);
  if (asked.length > 0)
    keys.set(
      "s3:requestobjecttagkeys",
      asked.map(([key]) => key),
    );
  return keys;
}

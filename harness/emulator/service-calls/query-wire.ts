import type { HttpResponse } from "../../network/http.ts";
import { parseXml } from "../s3/xml.ts";
import type { ServiceCall } from "./service-call.ts";
import type { ServiceWire } from "./wire.ts";
import { refusal, refusedInWords } from "./wire-answer.ts";

type Members = Readonly<Record<string, unknown>>;

/** The query protocol: `Action`, then members by their paths; answers are XML (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). */
export function queryWire(options: {
  readonly version: string;
  readonly host: string;
  /** Members that are maps, with the names of key and value in their entries. */
  readonly maps: Readonly<Record<string, readonly [key: string, value: string]>>;
}): ServiceWire {
  return {
    request({ operation, request }: ServiceCall) {
      const form = new URLSearchParams({ Action: operation, Version: options.version });
      for (const [name, value] of Object.entries(request)) write(form, name, value, options.maps[name]);
      const body = Buffer.from(form.toString());
      const headers = {
        host: options.host,
        "content-type": "application/x-www-form-urlencoded",
        "content-length": String(body.length),
      };
      return { method: "POST", path: "/", headers, body };
    },
    answer({ operation }, http: HttpResponse) {
      if (http.status >= 300) {
        const words = refusedInWords(http);
        if (words !== undefined) throw refusal(http, "UnknownError", words);
        const { Error: error } = parseXml(http.body, "ErrorResponse", []) as {
          Error?: { Code?: string; Message?: string };
        };
        throw refusal(http, error?.Code ?? "UnknownError", error?.Message ?? "");
      }
      const answer = parseXml(http.body, `${operation}Response`, ["member", "entry"]) as Members;
      return membersOf(answer[`${operation}Result`]);
    },
  };
}

function write(form: URLSearchParams, path: string, value: unknown, map?: readonly [string, string]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) for (const [index, one] of value.entries()) write(form, `${path}.member.${index + 1}`, one);
  else if (typeof value !== "object") form.append(path, String(value));
  else {
    for (const [index, [name, inner]] of Object.entries(value).entries()) {
      if (map) form.append(`${path}.entry.${index + 1}.${map[0]}`, name);
      write(form, map ? `${path}.entry.${index + 1}.${map[1]}` : `${path}.${name}`, inner);
    }
  }
}

function membersOf(element: unknown): Members {
  if (typeof element !== "object" || element === null) return {};
  return Object.fromEntries(Object.entries(element).map(([name, value]) => [name, memberValue(value)]));
}

/** A list has elements `member`, a map elements `entry`. */
function memberValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { member, entry } = value as { readonly member?: unknown; readonly entry?: unknown };
  if (Array.isArray(member)) return member.map(memberValue);
  if (!Array.isArray(entry)) return membersOf(value);
  return Object.fromEntries(
    (entry as { key: string; value: unknown }[]).map((one) => [one.key, memberValue(one.value)]),
  );
}

import type { HttpResponse } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { toCamelCase, toPascalCase } from "../gateway/member-case.ts";
import { percentEncode } from "../gateway/request-target.ts";
import type { RestRoute } from "../gateway/rest-json-protocol.ts";
import { jsonRefusal } from "./json-wire.ts";
import type { ServiceCall } from "./service-call.ts";
import type { ServiceWire } from "./wire.ts";
import { readJson } from "./wire-answer.ts";

/**
 * restJson1: members in braces of a route are labels, the others go into the query of a GET or the body
 * (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html).
 */
export function restJsonWire(options: {
  readonly service: string;
  readonly host: string;
  readonly members: "PascalCase" | "camelCase";
  readonly routes: readonly RestRoute[];
}): ServiceWire {
  const outwards = options.members === "camelCase" ? toCamelCase : (value: unknown) => value;
  return {
    request({ operation, request }: ServiceCall) {
      const route = options.routes.find(([name]) => name === operation);
      if (!route) {
        throw new AwsError("NotImplemented", `${options.service}:${operation} is not emulated.`, { status: 501 });
      }
      const [, method, pattern] = route;
      const others = { ...request };
      const path = pattern.replace(/\{(\w+)\}/g, (_label, member: string) => {
        // Java spells some labels differently: Uuid for UUID.
        const name = Object.keys(others).find((given) => given.toLowerCase() === member.toLowerCase()) ?? member;
        const value = others[name];
        delete others[name];
        return percentEncode(typeof value === "string" || typeof value === "number" ? String(value) : "");
      });
      const inBody = method === "POST" || method === "PUT";
      const body = Buffer.from(inBody ? JSON.stringify(outwards(others)) : "");
      const headers = { host: options.host, "content-type": "application/json", "content-length": String(body.length) };
      const query = inBody ? "" : queryOf(outwards(others));
      return { method, path: path + (path.includes("?") ? query.replace("?", "&") : query), headers, body };
    },
    answer(_call, http: HttpResponse) {
      const body = readJson(http);
      if (http.status < 300) return toPascalCase(body) as Record<string, unknown>;
      throw jsonRefusal(http, body);
    },
  };
}

function queryOf(members: unknown): string {
  const pairs = Object.entries(members as Record<string, unknown>).map(
    ([name, value]) => `${name}=${percentEncode(typeof value === "string" ? value : JSON.stringify(value))}`,
  );
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import type { AwsError } from "../gateway/aws-error.ts";
import { toCamelCase, toPascalCase } from "../gateway/member-case.ts";
import type { ServiceCall } from "./service-call.ts";
import type { ServiceWire } from "./wire.ts";
import { readJson, refusal } from "./wire-answer.ts";

/** awsJson: the target header names the operation, the body is one object. */
export function jsonWire(options: {
  readonly targetPrefix: string;
  readonly version: "1.0" | "1.1";
  readonly host: string;
  /** How the wire spells members: as Step Functions does, or with a small first letter. */
  readonly members: "PascalCase" | "camelCase";
  /** Answers hold names that clients chose, which stay as they are; the service's own are in PascalCase. */
  readonly keepsNames?: boolean;
}): ServiceWire {
  const outwards = options.members === "camelCase" ? toCamelCase : (value: unknown) => value;
  return {
    request({ operation, request }: ServiceCall): HttpRequest {
      const body = Buffer.from(JSON.stringify(outwards(request)));
      const headers = {
        host: options.host,
        "content-type": `application/x-amz-json-${options.version}`,
        "x-amz-target": `${options.targetPrefix}.${operation}`,
        "content-length": String(body.length),
      };
      return { method: "POST", path: "/", headers, body };
    },
    answer(_call, http: HttpResponse) {
      const body = readJson(http);
      if (http.status < 300) return options.keepsNames ? body : (toPascalCase(body) as Record<string, unknown>);
      throw jsonRefusal(http, body);
    },
  };
}

/** An error as the JSON protocols write it. */
export function jsonRefusal(http: HttpResponse, body: Readonly<Record<string, unknown>>): AwsError {
  const type = http.headers["x-amzn-errortype"] ?? (typeof body.__type === "string" ? body.__type : "UnknownError");
  const message = body.message ?? body.Message;
  const code = type.split("#").at(-1) ?? type;
  return refusal(http, code, typeof message === "string" ? message : "");
}

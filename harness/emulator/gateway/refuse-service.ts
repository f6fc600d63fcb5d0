import { type HttpRequest, type HttpResponse, httpResponse } from "../../network/http.ts";
import { AwsError } from "./aws-error.ts";
import { queryParameter } from "./query-members.ts";
import { queryRefusal } from "./query-protocol.ts";
import { parseRequestTarget } from "./request-target.ts";
import { escapeXml, XML_DECLARATION } from "./xml-elements.ts";

/** Services that speak restXml besides S3, as the credential scope spells them. */
const REST_XML: ReadonlySet<string> = new Set(["cloudfront", "route53", "s3-control", "s3-object-lambda", "s3express"]);

/** What a request asks of a service that has no room, as far as its protocol tells. */
export function operationOfUnknown(http: HttpRequest): string {
  const target = http.headers["x-amz-target"];
  return queryParameter(http, "Action") ?? target ?? `${http.method} ${parseRequestTarget(http.path).rawPath}`;
}

/** A service without a room is refused in the protocol that its client reads, with what was asked and what is there. */
export function refuseService(service: string, http: HttpRequest, there: readonly string[]): HttpResponse {
  const asked = operationOfUnknown(http);
  const message =
    `The service '${service}' is not part of this emulated cloud, so ${asked} is not there. ` +
    `What is there: ${there.join(", ")}.`;
  if (queryParameter(http, "Action") !== undefined) {
    return queryRefusal(new AwsError("NotImplemented", message, { status: 501 }), "http://webservices.amazon.com/", "");
  }
  if (REST_XML.has(service)) {
    const error = `<Error><Type>Sender</Type><Code>NotImplemented</Code><Message>${escapeXml(message)}</Message></Error>`;
    const body = `${XML_DECLARATION}<ErrorResponse>${error}</ErrorResponse>`;
    return httpResponse(501, { "content-type": "application/xml" }, body);
  }
  const headers = { "content-type": "application/json", "x-amzn-errortype": "NotImplemented" };
  return httpResponse(501, headers, JSON.stringify({ __type: "NotImplemented", message }));
}

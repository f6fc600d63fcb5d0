import { createHash } from "node:crypto";
import { type HttpResponse, httpResponse } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { Denial } from "../room.ts";
import { type XmlElement, xmlErrorDocument } from "./xml.ts";

/** The second id of every S3 answer; ours is derived from the first. */
export function hostId(requestId: string): string {
  return createHash("sha512").update(requestId).digest("base64");
}

/** An error as S3 writes it; an answer to HEAD has no body. */
export function errorResponse(error: AwsError, method: string, requestId: string | undefined): HttpResponse {
  const ids = requestId === undefined ? {} : { RequestId: requestId, HostId: hostId(requestId) };
  const content = { Code: error.code, Message: error.message, ...error.fields, ...ids } as XmlElement;
  const body = method === "HEAD" ? "" : xmlErrorDocument(content);
  return httpResponse(error.status, { "content-type": "application/xml" }, body);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const DENIALS: Readonly<Record<Denial["reason"], { code: string; status: number; message?: string }>> = {
  AccessDenied: { code: "AccessDenied", status: 403 },
  SignatureDoesNotMatch: { code: "SignatureDoesNotMatch", status: 403 },
  InvalidAccessKeyId: { code: "InvalidAccessKeyId", status: 403 },
  RequestExpired: { code: "AccessDenied", status: 403 },
  RequestTimeTooSkewed: { code: "RequestTimeTooSkewed", status: 403 },
  MissingAuthentication: { code: "AccessDenied", status: 403, message: "Access Denied" },
  MalformedAuthorization: { code: "AuthorizationHeaderMalformed", status: 400 },
  UnknownAuthorization: { code: "InvalidArgument", status: 400 },
  InvalidToken: { code: "InvalidToken", status: 400 },
  ExpiredToken: { code: "ExpiredToken", status: 400 },
};

/** `presigned`: a malformed authorization is then named after the query. */
export function denialError(denial: Denial, presigned: boolean): AwsError {
  const { code, status, message } = DENIALS[denial.reason];
  const inQuery = denial.reason === "MalformedAuthorization" && presigned;
  return new AwsError(inQuery ? "AuthorizationQueryParametersError" : code, message ?? denial.message, {
    status,
    fields: { ...denial.details },
  });
}

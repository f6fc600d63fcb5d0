import { type HttpResponse, httpResponse } from "../../network/http.ts";
import type { Denial, IdentifiedOperation, Room, RoomCall, ServiceName } from "../room.ts";
import { AwsError } from "./aws-error.ts";
import { type QueryMembers, queryMembers, queryParameter } from "./query-members.ts";
import { XML_DECLARATION, type XmlElement, xmlChildren } from "./xml-elements.ts";

/** One operation of a service that speaks the query protocol. */
export interface QueryOperation {
  /** Answers the elements of `…Result` (`undefined`: there is none), or throws an AwsError. */
  perform(input: QueryMembers, call: RoomCall): XmlElement | undefined | Promise<XmlElement | undefined>;
}

export interface QueryProtocolOptions {
  readonly service: ServiceName;
  /** `2011-06-15` */
  readonly version: string;
  /** Of answers: `https://sts.amazonaws.com/doc/2011-06-15/`. */
  readonly xmlNamespace: string;
  readonly operationNames: readonly string[];
  /** The operations, by name; asked for when the first of them is performed. */
  readonly operations: (
    call: RoomCall,
  ) => Readonly<Record<string, QueryOperation>> | Promise<Readonly<Record<string, QueryOperation>>>;
  /** Operations that need no signature. */
  readonly unsigned?: readonly string[];
  /** Operations that the service has and we do not emulate: refused by name. */
  readonly notEmulated: readonly string[];
  /** Parameters that are refused by name, by operation. */
  readonly refusedParameters?: Readonly<Partial<Record<string, readonly string[]>>>;
  /** What a request acts on; without side effects, must not throw. */
  readonly resource: (name: string, input: QueryMembers) => { readonly arn: string; readonly label: string };
}

/** `Action` names the operation, a form holds its members, answers are XML (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). */
export function createQueryProtocol(options: QueryProtocolOptions): Room {
  const refuse = (error: AwsError, requestId?: string) => queryRefusal(error, options.xmlNamespace, requestId);

  return {
    service: options.service,

    identify(http): IdentifiedOperation | HttpResponse {
      const name = queryParameter(http, "Action") ?? "";
      const unknown = refusedAction(options, name);
      if (unknown) return refuse(unknown);
      const { arn, label } = options.resource(name, queryMembers(http));
      const admitsAnonymous = options.unsigned?.includes(name) === true;
      return { name, action: `${options.service}:${name}`, resource: arn, label, admitsAnonymous };
    },

    async handle(call): Promise<HttpResponse> {
      try {
        const operation = (await options.operations(call))[call.operation.name];
        if (!operation)
          throw new Error(`${options.service}: ${call.operation.name} was identified, but has no handler.`);
        const members = queryMembers(call.http);
        const refused = options.refusedParameters?.[call.operation.name]?.find((name) => members[name] !== undefined);
        if (refused !== undefined) throw notEmulated(`${options.service}:${call.operation.name} with ${refused}`);
        const result = await operation.perform(members, call);
        return queryAnswer(call.operation.name, result, options.xmlNamespace, call.requestId);
      } catch (error) {
        if (error instanceof AwsError) return refuse(error, call.requestId);
        throw error;
      }
    },

    deny: (denial, _http, requestId) => refuse(queryDenial(denial), requestId),
  };
}

function refusedAction(options: QueryProtocolOptions, name: string): AwsError | undefined {
  if (options.operationNames.includes(name)) return undefined;
  if (!options.notEmulated.includes(name)) {
    return new AwsError(
      "InvalidAction",
      `Could not find operation ${name || "(no Action)"} for version ${options.version}`,
    );
  }
  const there = options.operationNames.join(", ");
  return notEmulated(`${options.service}:${name}`, ` What is there: ${there}.`);
}

const notEmulated = (what: string, more = ""): AwsError =>
  new AwsError("NotImplemented", `${what} is not emulated.${more}`, { status: 501 });

function queryAnswer(
  operation: string,
  result: XmlElement | undefined,
  xmlNamespace: string,
  requestId: string,
): HttpResponse {
  const content = {
    "@xmlns": xmlNamespace,
    ...(result && { [`${operation}Result`]: result }),
    ResponseMetadata: { RequestId: requestId },
  };
  return xmlAnswer(200, { [`${operation}Response`]: content });
}

/** An error as the query protocol writes it; `queryCode` where the service's older code differs. */
export function queryRefusal(error: AwsError, xmlNamespace: string, requestId: string | undefined): HttpResponse {
  const type = error.status >= 500 ? "Receiver" : "Sender";
  const told = { Type: type, Code: error.queryCode ?? error.code, Message: error.message };
  return xmlAnswer(error.status, { ErrorResponse: { "@xmlns": xmlNamespace, Error: told, RequestId: requestId } });
}

function xmlAnswer(status: number, document: XmlElement): HttpResponse {
  return httpResponse(status, { "content-type": "text/xml" }, `${XML_DECLARATION}${xmlChildren(document)}`);
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const DENIALS: Readonly<Record<Denial["reason"], { code: string; status: number; message?: string }>> = {
  AccessDenied: { code: "AccessDenied", status: 403 },
  SignatureDoesNotMatch: { code: "SignatureDoesNotMatch", status: 403 },
  InvalidAccessKeyId: {
    code: "InvalidClientTokenId",
    status: 403,
    message: "The security token included in the request is invalid.",
  },
  RequestExpired: { code: "SignatureDoesNotMatch", status: 403 },
  RequestTimeTooSkewed: { code: "SignatureDoesNotMatch", status: 403 },
  MissingAuthentication: {
    code: "MissingAuthenticationToken",
    status: 403,
    message: "Request is missing Authentication Token",
  },
  MalformedAuthorization: { code: "IncompleteSignature", status: 400 },
  UnknownAuthorization: { code: "IncompleteSignature", status: 400 },
  InvalidToken: {
    code: "InvalidClientTokenId",
    status: 403,
    message: "The security token included in the request is invalid.",
  },
  ExpiredToken: {
    code: "ExpiredToken",
    status: 403,
    message: "The security token included in the request is expired",
  },
};

export function queryDenial(denial: Denial): AwsError {
  const { code, status, message } = DENIALS[denial.reason];
  return new AwsError(code, message ?? denial.message, { status });
}

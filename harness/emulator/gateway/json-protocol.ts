import { type HttpRequest, type HttpResponse, httpResponse } from "../../network/http.ts";
import type { Denial, IdentifiedOperation, Room, RoomCall, ServiceName } from "../room.ts";
import { AwsError } from "./aws-error.ts";
import { isTooDeep, readJson } from "./read-json.ts";

/** The request's JSON object as sent; every operation parses it (zod) before use. */
export type JsonInput = Readonly<Record<string, unknown>>;

/** One operation of a service that speaks awsJson. */
export interface JsonOperation {
  /**
   * What the request acts on, read leniently and without side effects: wrong input is refused by `perform`, after
   * authorisation, as AWS does. Must not throw.
   */
  resource(input: JsonInput, http: HttpRequest): { arn: string; label: string };
  /** Returns the output (`undefined` = empty body), or throws an AwsError. */
  perform(input: JsonInput, call: RoomCall): unknown;
}

export interface JsonProtocolOptions {
  readonly service: ServiceName;
  /** Before the dot in `x-amz-target`: `AmazonSQS`, `AWSStepFunctions`. */
  readonly targetPrefix: string;
  readonly version: "1.0" | "1.1";
  /** Smithy namespace of the service's errors: `com.amazonaws.sqs`. */
  readonly namespace: string;
  /** SQS moved from the query protocol: its errors also carry `x-amzn-query-error`. */
  readonly queryCompatible?: boolean;
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** Operations that the service has and we do not emulate: refused by name. */
  readonly notEmulated?: readonly string[];
}

/** Errors that AWS's service framework answers before the service itself is asked. */
const FRAMEWORK_NAMESPACE = "com.amazon.coral.service";

/**
 * awsJson 1.0 and 1.1: `x-amz-target` names the operation, the body is one JSON object
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html).
 */
export function createJsonProtocol(options: JsonProtocolOptions): Room {
  const contentType = `application/x-amz-json-${options.version}`;

  const refuse = (error: AwsError): HttpResponse => {
    const headers: Record<string, string> = { "content-type": contentType, "x-amzn-errortype": error.code };
    if (options.queryCompatible) {
      headers["x-amzn-query-error"] = `${error.queryCode ?? error.code};${error.status >= 500 ? "Receiver" : "Sender"}`;
    }
    const type = `${error.namespace ?? options.namespace}#${error.code}`;
    return httpResponse(
      error.status,
      headers,
      JSON.stringify({ __type: type, message: error.message, ...error.fields }),
    );
  };

  return {
    service: options.service,

    identify(http): IdentifiedOperation | HttpResponse {
      try {
        const name = operationName(http, options);
        const { arn, label } = operationOf(options, name).resource(parseBody(http.body), http);
        return { name, action: `${options.service}:${name}`, resource: arn, label };
      } catch (error) {
        if (error instanceof AwsError) return refuse(error);
        throw error;
      }
    },

    async handle(call): Promise<HttpResponse> {
      try {
        const output = await operationOf(options, call.operation.name).perform(parseBody(call.http.body), call);
        return httpResponse(200, { "content-type": contentType }, output === undefined ? "" : JSON.stringify(output));
      } catch (error) {
        if (error instanceof AwsError) return refuse(error);
        if (isTooDeep(error)) return refuse(notReadable());
        throw error;
      }
    },

    deny: (denial) => refuse(denialError(denial)),
  };
}

function operationName(http: HttpRequest, options: JsonProtocolOptions): string {
  const target = http.headers["x-amz-target"] ?? "";
  const prefix = `${options.targetPrefix}.`;
  const name = target.startsWith(prefix) ? target.slice(prefix.length) : "";
  if (options.notEmulated?.includes(name)) {
    throw new AwsError("NotImplemented", `${options.service}:${name} is not emulated.`, { status: 501 });
  }
  if (!Object.hasOwn(options.operations, name)) {
    throw new AwsError("UnknownOperationException", `Unknown operation ${target || "(no x-amz-target)"}`, {
      namespace: FRAMEWORK_NAMESPACE,
    });
  }
  return name;
}

function operationOf(options: JsonProtocolOptions, name: string): JsonOperation {
  const operation = options.operations[name];
  if (!operation) throw new Error(`${options.service}: ${name} was identified, but has no handler.`);
  return operation;
}

const notReadable = (): AwsError =>
  new AwsError("SerializationException", "The request's body is not a JSON object.", {
    namespace: FRAMEWORK_NAMESPACE,
  });

function parseBody(body: Buffer): JsonInput {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = readJson(body.toString("utf8"));
  } catch {
    throw notReadable();
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw notReadable();
  return parsed as JsonInput;
}

/** Codes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
const DENIALS: Readonly<Record<Denial["reason"], { code: string; message?: string }>> = {
  AccessDenied: { code: "AccessDeniedException" },
  SignatureDoesNotMatch: { code: "InvalidSignatureException" },
  InvalidAccessKeyId: {
    code: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  },
  RequestExpired: { code: "InvalidSignatureException" },
  RequestTimeTooSkewed: { code: "InvalidSignatureException" },
  MissingAuthentication: { code: "MissingAuthenticationTokenException", message: "Missing Authentication Token" },
  MalformedAuthorization: { code: "IncompleteSignatureException" },
  UnknownAuthorization: { code: "IncompleteSignatureException" },
  InvalidToken: {
    code: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  },
  ExpiredToken: { code: "ExpiredTokenException", message: "The security token included in the request is expired" },
};

function denialError(denial: Denial): AwsError {
  const { code, message } = DENIALS[denial.reason];
  return new AwsError(code, message ?? denial.message, { namespace: FRAMEWORK_NAMESPACE });
}

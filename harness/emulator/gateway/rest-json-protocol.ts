import { type HttpRequest, type HttpResponse, httpResponse } from "../../network/http.ts";
import type { Denial, IdentifiedOperation, Room, RoomCall, ServiceName } from "../room.ts";
import { AwsError } from "./aws-error.ts";
import { isTooDeep, readJson } from "./read-json.ts";
import { parseRequestTarget, percentDecode } from "./request-target.ts";

/** A request that a route has matched. */
export interface RestRequest {
  readonly http: HttpRequest;
  /** Decoded values of the route's labels. */
  readonly labels: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
}

/**
 * How the wire names an operation: `/2015-03-31/functions/{FunctionName}`; a label is one segment. Where two have the same path,
 * one of them has a query that tells it from the other: `?List=ALL`.
 */
export type RestRoute = readonly [name: string, method: "GET" | "POST" | "PUT" | "DELETE", path: string];

/** What one operation of a service that speaks restJson1 does. */
export interface RestPerformance {
  /** After the colon of the IAM action, where it is not the operation's name. */
  readonly action?: string;
  /** What the request acts on; without side effects, must not throw. */
  resource(request: RestRequest): { arn: string; label: string };
  /** Throws AwsError. */
  perform(request: RestRequest, call: RoomCall): HttpResponse | Promise<HttpResponse>;
}

/** The work of an operation that is loaded when it is first asked for: what it acts on is known before. */
export type Performance = Pick<RestPerformance, "perform">;

export interface RestProtocolOptions {
  readonly service: ServiceName;
  readonly routes: readonly RestRoute[];
  /** By the names of the routes. */
  readonly operations: Readonly<Record<string, RestPerformance>>;
  /** Operations that the service has and we do not emulate: refused by name. */
  readonly notEmulated: readonly RestRoute[];
  /** Members of an error's body. */
  readonly errorBody: (error: AwsError) => Readonly<Record<string, unknown>>;
}

export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return httpResponse(status, { "content-type": "application/json", ...headers }, JSON.stringify(body));
}

/** The JSON value of a request's body; an empty body is an empty object. Throws SerializationException. */
export function jsonBody(http: HttpRequest): unknown {
  if (http.body.length === 0) return {};
  try {
    return readJson(http.body.toString("utf8"));
  } catch {
    throw new AwsError("SerializationException", "The request's body is not JSON.");
  }
}

/** restJson1: method and path name the operation (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html). */
export function createRestProtocol(options: RestProtocolOptions): Room {
  const refuse = (error: AwsError): HttpResponse =>
    jsonResponse(error.status, options.errorBody(error), { "x-amzn-errortype": error.code });

  const routes = options.routes.toSorted(([, , a], [, , b]) => Number(b.includes("?")) - Number(a.includes("?")));

  function route(http: HttpRequest): { name: string; operation: RestPerformance; request: RestRequest } {
    const { rawPath, query } = parseRequestTarget(http.path);
    const segments = segmentsOf(rawPath);
    for (const [name, method, path] of routes) {
      const matches = method === http.method && hasQueryOf(path, query);
      const labels = matches ? matchPath(path, segments) : undefined;
      const operation = labels && options.operations[name];
      if (operation) return { name, operation, request: { http, labels, query: new Map(query) } };
    }
    const other = options.notEmulated.find(([, method, path]) => method === http.method && matchPath(path, segments));
    if (other) throw new AwsError("NotImplemented", `${options.service}:${other[0]} is not emulated.`, { status: 501 });
    throw new AwsError("UnknownOperationException", `Unknown operation ${http.method} ${rawPath}`, { status: 404 });
  }

  return {
    service: options.service,

    identify(http): IdentifiedOperation | HttpResponse {
      try {
        const { name, operation, request } = route(http);
        const { arn, label } = operation.resource(request);
        return { name, action: `${options.service}:${operation.action ?? name}`, resource: arn, label };
      } catch (error) {
        if (error instanceof AwsError) return refuse(error);
        throw error;
      }
    },

    async handle(call): Promise<HttpResponse> {
      try {
        const { operation, request } = route(call.http);
        return await operation.perform(request, call);
      } catch (error) {
        if (error instanceof AwsError) return refuse(error);
        if (isTooDeep(error))
          return refuse(new AwsError("SerializationException", "The request is nested too deeply."));
        throw error;
      }
    },

    deny: (denial) => refuse(new AwsError(DENIALS[denial.reason], denial.message, { status: 403 })),
  };
}

const DENIALS: Readonly<Record<Denial["reason"], string>> = {
  AccessDenied: "AccessDeniedException",
  SignatureDoesNotMatch: "InvalidSignatureException",
  InvalidAccessKeyId: "UnrecognizedClientException",
  RequestExpired: "InvalidSignatureException",
  RequestTimeTooSkewed: "InvalidSignatureException",
  MissingAuthentication: "MissingAuthenticationTokenException",
  MalformedAuthorization: "IncompleteSignatureException",
  UnknownAuthorization: "IncompleteSignatureException",
  InvalidToken: "UnrecognizedClientException",
  ExpiredToken: "ExpiredTokenException",
};

/** A trailing slash makes no difference. */
function segmentsOf(rawPath: string): string[] {
  return rawPath.replace(/^\/|\/$/g, "").split("/");
}

/** Whether the request has the query that a route's path ends with, if it has one. */
function hasQueryOf(pattern: string, query: readonly (readonly [string, string])[]): boolean {
  const wanted = parseRequestTarget(pattern).query;
  return wanted.every(([name, value]) => query.some(([given, text]) => given === name && text === value));
}

function matchPath(pattern: string, segments: readonly string[]): Record<string, string> | undefined {
  const wanted = segmentsOf(pattern.split("?")[0] ?? "");
  if (wanted.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index] ?? "";
    const label = /^\{(.+)\}$/.exec(part)?.[1];
    if (label === undefined && part !== segment) return undefined;
    if (label !== undefined) labels[label] = percentDecode(segment) ?? segment;
  }
  return labels;
}

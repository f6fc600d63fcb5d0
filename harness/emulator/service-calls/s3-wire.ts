import { XMLParser } from "fast-xml-parser";
import { digestOf } from "../../network/digests.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { percentEncode } from "../gateway/request-target.ts";
import { checksumHeader, computeChecksum, isRunning, parseChecksumAlgorithm } from "../s3/checksums/algorithms.ts";
import type { S3OperationName } from "../s3/operation-names.ts";
import { RESPONSE_HEADERS } from "./s3-headers.ts";
import { S3_OPERATIONS, type S3Binding } from "./s3-operations.ts";
import type { ServiceCall } from "./service-call.ts";
import type { ServiceWire } from "./wire.ts";
import { refusal, refusedInWords } from "./wire-answer.ts";

const LISTS: ReadonlySet<string> = new Set(["Contents", "CommonPrefixes", "Bucket", "Deleted", "Error", "Part"]);
const NUMBERS: ReadonlySet<string> = new Set([
  "Size",
  "KeyCount",
  "MaxKeys",
  "PartNumber",
  "MaxParts",
  "PartNumberMarker",
  "NextPartNumberMarker",
]);

/** restXml, path style (https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html). */
export const s3Wire: ServiceWire = {
  request({ operation, request }: ServiceCall): HttpRequest {
    const binding = bindingOf(operation);
    const body = bodyOf(binding, request);
    const headers: Record<string, string> = {
      host: "s3.amazonaws.com",
      "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
      "content-length": String(body.length),
    };
    for (const [member, header] of Object.entries(binding.headers ?? {})) {
      if (request[member] !== undefined) headers[header] = textOf(request[member]);
    }
    if (typeof request.Metadata === "object" && request.Metadata !== null) {
      for (const [name, value] of Object.entries(request.Metadata)) {
        headers[`x-amz-meta-${name.toLowerCase()}`] = textOf(value);
      }
    }
    if (binding.digest) headers["content-md5"] = Buffer.from(digestOf("md5", body), "hex").toString("base64");
    if (binding.checksum) addChecksum(headers, request.ChecksumAlgorithm, body);
    return { method: binding.method, path: pathOf(binding, request), headers, body };
  },

  answer({ operation }: ServiceCall, http: HttpResponse) {
    const binding = bindingOf(operation);
    if (http.status >= 300) throw s3Refusal(binding, http);
    const response: Record<string, unknown> = {
      ...readHeaders(binding.answer === "xml" ? withoutContent(http.headers) : http.headers),
      ...readHeadersOf(binding, http.headers),
    };
    if (binding.answer === "object") return { ...response, Body: http.body.toString("utf8") };
    if (http.body.length === 0 || binding.answer === undefined) return response;
    const content = withMembers(binding, readXml(http.body.toString("utf8")));
    return { ...response, ...(binding.payload === undefined ? content : { [binding.payload]: content }) };
  },
};

function addChecksum(headers: Record<string, string>, wanted: unknown, body: Buffer): void {
  if (Object.keys(headers).some((name) => name.startsWith("x-amz-checksum-"))) return;
  const algorithm = parseChecksumAlgorithm(typeof wanted === "string" ? wanted : "CRC32");
  if (algorithm && isRunning(algorithm)) headers[checksumHeader(algorithm)] = computeChecksum(algorithm, body);
}

function bindingOf(operation: string): S3Binding {
  if (Object.hasOwn(S3_OPERATIONS, operation)) return S3_OPERATIONS[operation as S3OperationName];
  throw new AwsError("NotImplemented", `s3:${operation} is not emulated.`, { status: 501 });
}

function pathOf(binding: S3Binding, request: ServiceCall["request"]): string {
  const query = [...(binding.parameters ?? [])];
  for (const [member, parameter] of Object.entries(binding.query ?? {})) {
    if (request[member] !== undefined) query.push(`${parameter}=${percentEncode(textOf(request[member]))}`);
  }
  const segments = binding.path.map((member) => textOf(request[member] ?? ""));
  const path = segments.map((segment) => percentEncode(segment).replaceAll("%2F", "/")).join("/");
  return `/${path}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

function bodyOf(binding: S3Binding, request: ServiceCall["request"]): Buffer {
  if (!binding.body) return Buffer.alloc(0);
  return Buffer.from(binding.body(request));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readHeaders(headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const response: Record<string, unknown> = {};
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const member = RESPONSE_HEADERS.get(name);
    if (name.startsWith("x-amz-meta-")) metadata[name.slice("x-amz-meta-".length)] = value;
    else if (member) response[member] = member === "ContentLength" ? Number(value) : value;
  }
  return Object.keys(metadata).length > 0 ? { ...response, Metadata: metadata } : response;
}

/** What tells of the document is no member: a response's ContentType is the object's. */
function withoutContent(headers: HttpResponse["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith("content-")));
}

/** Headers that only this operation's response has. */
function readHeadersOf({ answerHeaders = {} }: S3Binding, headers: HttpResponse["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answerHeaders).flatMap(([member, header]) => {
      const value = headers[header];
      return value === undefined ? [] : [[member, value]];
    }),
  );
}

/** A document's members under their own names. */
function withMembers({ elements = {} }: S3Binding, content: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).map(([element, value]) => [elements[element] ?? element, value]));
}

function readXml(text: string): Record<string, unknown> {
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    parseTagValue: false,
    trimValues: false,
    // CompleteMultipartUpload tells of one Bucket, ListBuckets of many.
    isArray: (name, path) => LISTS.has(name) && (name !== "Bucket" || String(path).endsWith("Buckets.Bucket")),
    tagValueProcessor: (name, value) => (NUMBERS.has(name) ? value.trim() : value),
  });
  const document = parser.parse(text) as Record<string, unknown>;
  // The root of a refusal is named Error, which is a list elsewhere.
  const root = [Object.values(document)[0]].flat()[0];
  if (typeof root === "string" && root !== "") return { "#text": root };
  return typeof root === "object" && root !== null ? (typed(root) as Record<string, unknown>) : {};
}

/** Numbers and truth values as such; XML knows only text. */
function typed(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => typed(item));
  if (name === "Buckets") return listOf(value, "Bucket");
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([member]) => member !== "#text");
    return Object.fromEntries(members.map(([member, inner]) => [member, typed(inner, member)]));
  }
  if (name === "IsTruncated" || name === "DeleteMarker") return value === "true";
  return NUMBERS.has(name) ? Number(value) : value;
}

/** A list with an element of its own around its members; S3's others have none. */
function listOf(value: unknown, member: string): unknown {
  const members = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[member] : [];
  return typed(members);
}

function s3Refusal(binding: S3Binding, http: HttpResponse): AwsError {
  if (http.body.length === 0) return refusal(http, binding.notFound ?? `HttpStatus${http.status}`, "null");
  const words = refusedInWords(http);
  if (words !== undefined) return refusal(http, "UnknownError", words);
  const { Code, Message, HostId } = readXml(http.body.toString("utf8"));
  return refusal(http, textOf(Code ?? "UnknownError"), textOf(Message ?? ""), {
    ...(HostId !== undefined && { extendedRequestId: HostId }),
  });
}

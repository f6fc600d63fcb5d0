import { type HttpResponse, httpResponse } from "../../../network/http.ts";
import type { AwsError } from "../../gateway/aws-error.ts";
import { type XmlElement, type XmlValue, xmlChildren } from "../../gateway/xml-elements.ts";

const XML_NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

/** Lists and maps that the query protocol flattens, by their name in JSON. */
const ENTRIES: Readonly<Record<string, string>> = {
  Attributes: "Attribute",
  Failed: "BatchResultErrorEntry",
  MessageAttributes: "MessageAttribute",
  Messages: "Message",
  QueueUrls: "QueueUrl",
  queueUrls: "QueueUrl",
  Results: "ListMessageMoveTasksResultEntry",
  Tags: "Tag",
};
const MAPS: ReadonlySet<string> = new Set(["Attributes", "MessageAttributes", "Tags"]);

/** Operations that answer nothing have no result at all. */
const WITHOUT_RESULT: ReadonlySet<string> = new Set([
  "AddPermission",
  "ChangeMessageVisibility",
  "DeleteMessage",
  "DeleteQueue",
  "PurgeQueue",
  "RemovePermission",
  "SetQueueAttributes",
  "TagQueue",
  "UntagQueue",
]);

type Output = Readonly<Record<string, unknown>>;

/** The answer of an operation as XML, or as the JSON that AWS makes of it for who accepts JSON. */
export function queryAnswer(operation: string, output: Output, requestId: string, acceptsJson: boolean): HttpResponse {
  const ResponseMetadata = { RequestId: requestId };
  if (acceptsJson) {
    const result = WITHOUT_RESULT.has(operation) ? {} : { [`${operation}Result`]: jsonResult(operation, output) };
    return json(200, { [`${operation}Response`]: { ...result, ResponseMetadata } });
  }
  const result = WITHOUT_RESULT.has(operation) ? {} : { [`${operation}Result`]: xmlMembers(operation, output) };
  return xml(200, { [`${operation}Response`]: { "@xmlns": XML_NAMESPACE, ...result, ResponseMetadata } });
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-responses.html */
export function queryRefusal(error: AwsError, requestId: string, acceptsJson: boolean): HttpResponse {
  const Type = error.status >= 500 ? "Receiver" : "Sender";
  const told = { Type, Code: error.queryCode ?? error.code, Message: error.message };
  if (acceptsJson) return json(error.status, { Error: { ...told, Detail: null }, RequestId: requestId });
  const content = { "@xmlns": XML_NAMESPACE, Error: { ...told, Detail: "" }, RequestId: requestId };
  return xml(error.status, { ErrorResponse: content });
}

/** What AWS answers to a request without an operation. */
export const noOperation = (): HttpResponse =>
  httpResponse(404, { "content-type": "text/xml" }, "<UnknownOperationException/>\n");

const xml = (status: number, document: XmlElement): HttpResponse =>
  httpResponse(status, { "content-type": "text/xml" }, `<?xml version="1.0"?>${xmlChildren(document)}`);

const json = (status: number, document: object): HttpResponse =>
  httpResponse(status, { "content-type": "application/json" }, JSON.stringify(document));

function xmlMembers(operation: string, output: Output): XmlElement {
  return Object.fromEntries(
    Object.entries(output).map(([name, value]): [string, XmlValue] => {
      const entry = name === "Successful" ? `${operation}ResultEntry` : ENTRIES[name];
      if (entry === undefined) return [name, xmlValue(operation, value)];
      return [entry, (MAPS.has(name) ? pairs(name, value) : list(value)).map((one) => xmlValue(operation, one))];
    }),
  );
}

function xmlValue(operation: string, value: unknown): XmlValue {
  if (typeof value === "object" && value !== null) return xmlMembers(operation, value as Output);
  return value as string | number | boolean | undefined;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function pairs(name: string, value: unknown): readonly Output[] {
  const key = name === "Tags" ? "Key" : "Name";
  return Object.entries(value as Output).map(([member, content]) => ({ [key]: member, Value: content }));
}

/** Members that a result has also when they say nothing, as users of API Gateway's integration quote them. */
const EMPTY_RESULTS: Readonly<Record<string, Output>> = {
  GetQueueAttributes: { Attributes: null },
  ReceiveMessage: { messages: null },
  SendMessage: {
    MD5OfMessageAttributes: null,
    MD5OfMessageBody: null,
    MD5OfMessageSystemAttributes: null,
    MessageId: null,
    SequenceNumber: null,
  },
};

function jsonResult(operation: string, output: Output): Output {
  const result = Object.entries(output).map(([name, value]): [string, unknown] => [
    name === "Messages" ? "messages" : name,
    name === "Messages" ? list(value).map((message) => jsonPairs(message as Output)) : value,
  ]);
  return { ...EMPTY_RESULTS[operation], ...jsonPairs(Object.fromEntries(result)) };
}

const jsonPairs = (members: Output): Output =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, MAPS.has(name) ? pairs(name, value) : value]),
  );

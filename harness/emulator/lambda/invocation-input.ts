import { AwsError } from "../gateway/aws-error.ts";
import type { RestRequest } from "../gateway/rest-json-protocol.ts";
import { invalidRequestContent, notEmulated, requestTooLarge, validationError } from "./errors.ts";
import { MAX_ASYNCHRONOUS_REQUEST_BYTES, MAX_REQUEST_BYTES } from "./limits.ts";
import type { LambdaState } from "./state.ts";

const REFUSED_HEADERS = ["x-amz-durable-execution-name", "x-amz-tenant-id"];

/** What Invoke and InvokeWithResponseStream read of a request: which function, how, and with what. Throws AwsError. */
export function readInvocation<T extends string>(
  state: LambdaState,
  { http, labels, query }: RestRequest,
  types: readonly T[],
) {
  const named = http.headers["x-amz-invocation-type"] ?? "RequestResponse";
  const type = types.find((candidate) => candidate === named);
  if (type === undefined) {
    throw validationError(
      `Value '${named}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [${types.join(", ")}]`,
    );
  }
  const refused = REFUSED_HEADERS.find((name) => http.headers[name] !== undefined);
  if (refused !== undefined) throw notEmulated(`lambda:Invoke with ${refused}`);
  const { found, arn } = state.functions.findToInvoke(labels.FunctionName ?? "", query.get("Qualifier"));
  const payload = readPayload(http.body, type === "Event" ? MAX_ASYNCHRONOUS_REQUEST_BYTES : MAX_REQUEST_BYTES);
  const clientContext = readClientContext(http.headers["x-amz-client-context"]);
  return { type, found, arn, payload, clientContext, logTail: http.headers["x-amz-log-type"] === "Tail" };
}

/**
 * The JSON text that a client says of itself; it travels in Base64: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. Throws
 * InvalidRequestContentException (words: memory of AWS's answers, not verified).
 */
function readClientContext(header: string | undefined): string | undefined {
  if (header === undefined || header === "") return undefined;
  const text = Buffer.from(header, "base64").toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return text;
  } catch {
    // Refused below.
  }
  throw new AwsError("InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");
}

/** The text of a request's JSON payload; an empty one is an empty object. */
export function readPayload(body: Buffer, limit: number): string {
  if (body.length > limit) throw requestTooLarge(limit);
  const text = body.toString("utf8");
  if (text.trim() === "") return "{}";
  try {
    JSON.parse(text);
  } catch (error) {
    throw invalidRequestContent(unrecognised(text) ?? (error instanceof Error ? error.message : "not JSON"));
  }
  return text;
}

/** As the JSON parser of AWS's service puts it, for a text that begins with a word: what users meet who forget the quotes. */
function unrecognised(text: string): string | undefined {
  const word = /^[A-Za-z_$][\w$]*/.exec(text)?.[0];
  if (word === undefined || ["true", "false", "null"].includes(word)) return undefined;
  return (
    `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n` +
    ` at [Source: (byte[])"${text}"; line: 1, column: ${word.length + 1}]`
  );
}

import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { encodeGoJson } from "../system/go/json.ts";
import { failureText } from "./failure-text.ts";
import { FunctionError, type InvocationContext, type LambdaHandler } from "./ports.ts";

/** Nobody gives this process invocations any more. */
export class RuntimeApiGone extends Error {
  override readonly name = "RuntimeApiGone";
}

/**
 * Serves one Lambda under the Lambda Runtime API at `api` (host:port): takes the next invocation, answers it, and so on
 * until the process ends. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 *
 * @throws RuntimeApiGone when the Runtime API does not answer.
 */
export async function serveRuntimeApi(api: string, handler: LambdaHandler): Promise<never> {
  const invocations = `http://${api}/2018-06-01/runtime/invocation`;
  for (;;) {
    const next = await ask("GET", `${invocations}/next`);
    const payload = await text(next);
    const context = contextOf(next);
    const answer = await invoke(handler, payload, context);
    await text(await ask("POST", `${invocations}/${context.awsRequestId}/${answer.kind}`, answer.body));
  }
}

function contextOf({ headers }: IncomingMessage): InvocationContext {
  const header = (name: string): string => headers[`lambda-runtime-${name}`]?.toString() ?? "";
  return {
    awsRequestId: header("aws-request-id"),
    functionArn: header("invoked-function-arn"),
    deadlineMs: Number(header("deadline-ms")),
  };
}

/** Not fetch: it gives up after five minutes, and the next invocation may come after hours. */
function ask(method: string, url: string, body = ""): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    const asked = request(url, { method, headers }, resolve);
    asked.on("error", (error) =>
      reject(new RuntimeApiGone(`the Lambda Runtime API does not answer: ${error.message}`)),
    );
    asked.end(body);
  });
}

type Answer = { readonly kind: "response" | "error"; readonly body: string };

async function invoke(handler: LambdaHandler, payload: string, context: InvocationContext): Promise<Answer> {
  try {
    return { kind: "response", body: await handler(payload, context) };
  } catch (error) {
    const errorType = error instanceof FunctionError ? error.errorType : "InternalError";
    return { kind: "error", body: encodeGoJson({ errorMessage: failureText(error), errorType }) };
  }
}

import { encodeGoJson } from "../go/json.ts";
import { failureText } from "./failure-text.ts";
import { FunctionError, type LambdaHandler } from "./ports.ts";

/**
 * Serves one Lambda under the Lambda Runtime API: takes the next invocation, answers it, and so on until the process
 * ends. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function serveRuntimeApi(api: string, handler: LambdaHandler): Promise<never> {
  const invocations = `http://${api}/2018-06-01/runtime/invocation`;
  for (;;) {
    const next = await fetch(`${invocations}/next`);
    const payload = await next.text();
    const header = (name: string): string => next.headers.get(`Lambda-Runtime-${name}`) ?? "";
    const awsRequestId = header("Aws-Request-Id");
    const answer = await invoke(handler, payload, {
      awsRequestId,
      functionArn: header("Invoked-Function-Arn"),
      deadlineMs: Number(header("Deadline-Ms")),
    });
    await fetch(`${invocations}/${awsRequestId}/${answer.kind}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: answer.body,
    });
  }
}

type Answer = { readonly kind: "response" | "error"; readonly body: string };

async function invoke(handler: LambdaHandler, payload: string, context: Parameters<LambdaHandler>[1]): Promise<Answer> {
  try {
    return { kind: "response", body: await handler(payload, context) };
  } catch (error) {
    const errorType = error instanceof FunctionError ? error.errorType : "InternalError";
    return { kind: "error", body: encodeGoJson({ errorMessage: failureText(error), errorType }) };
  }
}

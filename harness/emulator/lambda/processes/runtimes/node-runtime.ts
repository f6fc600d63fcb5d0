import { existsSync, readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { processClock } from "../../../../../system/process-time.ts";

/**
 * The Node runtime of functions that were created over the API: loads the handler and serves it under the Lambda Runtime API
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html). Errors have the shape of AWS's own Node runtime
 * (aws-lambda-ric 4.0.2, run): errorType, errorMessage, trace. It runs in a process of its own, so time here is the machine's.
 */
const variables = process.env as Record<string, string>;
const { AWS_LAMBDA_RUNTIME_API: api = "", LAMBDA_TASK_ROOT: taskRoot = "", _HANDLER: handlerName = "" } = variables;
const runtime = `http://${api}/2018-06-01/runtime`;

type Callback = (error: unknown, answer?: unknown) => void;
type Handler = (event: unknown, context: unknown, callback: Callback) => unknown;

/** A complaint of the runtime itself. */
class Fault extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
  }
}

/** Not fetch: it gives up after five minutes, and the next invocation may come after hours. */
function ask(method: string, url: string, body = "", headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const all = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), ...headers };
    const asked = request(url, { method, headers: all }, resolve);
    asked.on("error", reject);
    asked.end(body);
  });
}

async function findHandler(): Promise<Handler> {
  // `dir/module.path.to.handler`: the module ends at the first dot of the last segment.
  const [, modulePath = "", memberPath = ""] = /^((?:.*\/)?[^./]+)\.(.+)$/.exec(handlerName) ?? [];
  if (modulePath === "" || handlerName.includes("..")) throw new Fault("Runtime.MalformedHandlerName", "Bad handler");
  let found: unknown = await load(join(taskRoot, modulePath), modulePath);
  for (const member of memberPath.split(".")) found = (found as Record<string, unknown> | undefined)?.[member];
  if (found === undefined) {
    throw new Fault("Runtime.HandlerNotFound", `${handlerName} is undefined or not exported`);
  }
  if (typeof found !== "function") throw new Fault("Runtime.HandlerNotFound", `${handlerName} is not a function`);
  return found as Handler;
}

async function load(path: string, name: string): Promise<unknown> {
  const file = [`${path}.js`, `${path}.mjs`, `${path}.cjs`].find((candidate) => existsSync(candidate));
  if (!file) {
    const message = `Error: Cannot find module '${name}'\nRequire stack:\n- /var/runtime/index.mjs`;
    throw new Fault("Runtime.ImportModuleError", message);
  }
  try {
    if (file.endsWith(".mjs") || (file.endsWith(".js") && isModulePackage(dirname(file)))) {
      return (await import(pathToFileURL(file).href)) as unknown;
    }
    return createRequire(file)(file) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault("Runtime.UserCodeSyntaxError", String(error));
    if (error instanceof Error && "code" in error && /MODULE_NOT_FOUND$/.test(String(error.code))) {
      throw new Fault("Runtime.ImportModuleError", asDeployed(String(error)));
    }
    throw error;
  }
}

function isModulePackage(folder: string): boolean {
  const file = join(folder, "package.json");
  if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { type?: string }).type === "module";
  return folder !== taskRoot && folder.startsWith(taskRoot) ? isModulePackage(dirname(folder)) : false;
}

/** Paths as they are on AWS. */
function asDeployed(message: string): string {
  return message.replaceAll(taskRoot, "/var/task").replaceAll(import.meta.dirname, "/var/runtime");
}

/** Without the frames of this runtime and of Node itself, which depend on the machine's versions of both. */
function traceOf({ stack = "" }: Error): string[] {
  return asDeployed(stack)
    .split("\n")
    .filter((line) => !line.startsWith("    at ") || line.includes("/var/task/"));
}

function describe(error: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: traceOf(error) };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function contextOf(headers: IncomingMessage["headers"], done: Callback) {
  const deadlineMs = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: variables.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: variables.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: variables.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: variables.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: variables.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    getRemainingTimeInMillis: () => Math.max(deadlineMs - processClock.now(), 0),
    done,
    succeed: (answer: unknown) => done(null, answer),
    fail: (error: unknown) => done(error),
  };
}

/** A promise's outcome or the callback's, whichever the handler uses. */
function run(handler: Handler, event: unknown, headers: IncomingMessage["headers"]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done: Callback = (error, answer) => (error === null || error === undefined ? resolve(answer) : reject(error));
    const returned = handler(event, contextOf(headers, done), done);
    if (typeof (returned as PromiseLike<unknown> | undefined)?.then === "function") {
      (returned as PromiseLike<unknown>).then(resolve, reject);
    }
  });
}

async function serve(handler: Handler): Promise<never> {
  for (;;) {
    const next = await ask("GET", `${runtime}/invocation/next`);
    const payload = await text(next);
    const requestId = String(next.headers["lambda-runtime-aws-request-id"]);
    variables._X_AMZN_TRACE_ID = String(next.headers["lambda-runtime-trace-id"]);
    let answer: { kind: "response" | "error"; body: string };
    try {
      const value = await run(handler, JSON.parse(payload), next.headers);
      answer = { kind: "response", body: JSON.stringify(value === undefined ? null : value) };
    } catch (error) {
      const described = describe(error);
      process.stderr.write(`ERROR\tInvoke Error\t${JSON.stringify(described)}\n`);
      answer = { kind: "error", body: JSON.stringify(described) };
    }
    await text(await ask("POST", `${runtime}/invocation/${requestId}/${answer.kind}`, answer.body));
  }
}

try {
  const handler = await findHandler();
  await serve(handler);
} catch (error) {
  const described = describe(error);
  process.stderr.write(`ERROR\tUncaught Exception\t${JSON.stringify(described)}\n`);
  // Without a Runtime API there is nobody left to tell.
  await ask("POST", `${runtime}/init/error`, JSON.stringify(described)).catch(() => {});
  process.exit(1);
}

import { existsSync, readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { processClock } from "../../../../../system/process-time.ts";
import { asDeployed, describe, Fault, logText, UnhandledRejection } from "./node/failures.ts";
import { beginInvocation, patchConsole, writeLine } from "./node/log-lines.ts";
import { findOwnPackages } from "./node/own-packages.ts";
import { awslambda, isStreaming, ResponseStream } from "./node/response-streaming.ts";

/**
 * The Node runtime of functions that were created over the API: loads the handler and serves it under the Lambda Runtime API
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html). It runs in a process of its own, so time here is the
 * machine's.
 */
const variables = process.env as Record<string, string>;
const { AWS_LAMBDA_RUNTIME_API: api = "", LAMBDA_TASK_ROOT: taskRoot = "", _HANDLER: handlerName = "" } = variables;
const runtime = `http://${api}/2018-06-01/runtime`;
const PATHS = { taskRoot, runtimeFolder: import.meta.dirname };

/** Exit codes of AWS's runtime (aws-lambda-nodejs-runtime-interface-client, index.mjs). */
const EXIT = { unhandledRejection: 128, uncaughtException: 129 };

type Callback = (error: unknown, answer?: unknown) => void;
type Handler = (event: unknown, context: unknown, callback?: Callback) => unknown;

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
      throw new Fault("Runtime.ImportModuleError", asDeployed(String(error), PATHS));
    }
    throw error;
  }
}

function isModulePackage(folder: string): boolean {
  const file = join(folder, "package.json");
  if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { type?: string }).type === "module";
  return folder !== taskRoot && folder.startsWith(taskRoot) ? isModulePackage(dirname(folder)) : false;
}

/** Called when nothing is left that could still call back. */
let whenDrained: (() => void) | undefined;
/** Of the invocation under way. */
let currentRequestId: string | undefined;

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
    clientContext: clientContextOf(headers["lambda-runtime-client-context"]),
    getRemainingTimeInMillis: () => Math.max(deadlineMs - processClock.now(), 0),
    done,
    succeed: (answer: unknown) => done(null, answer),
    fail: (error: unknown) => done(error),
  };
}

/** What the client says of itself; headers are read byte by byte. */
function clientContextOf(header: string | string[] | undefined): unknown {
  if (typeof header !== "string") return undefined;
  return JSON.parse(Buffer.from(header, "latin1").toString("utf8")) as unknown;
}

/**
 * The body of the answer: of the promise or the callback, whichever the handler uses. A handler of which nothing is left to
 * happen has answered `null`; a callback waits for that too, unless `callbackWaitsForEmptyEventLoop` says no
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html).
 */
function run(handler: Handler, event: unknown, headers: IncomingMessage["headers"]): Promise<string> {
  if (isStreaming(handler)) return runStreaming(handler, event, headers);
  return new Promise((resolve, reject) => {
    const answerWith = (value: unknown): void => resolve(JSON.stringify(value === undefined ? null : value));
    whenDrained = () => answerWith(null);
    const done: Callback = (error, answer) =>
      error === null || error === undefined ? answerWith(answer) : reject(error);
    const context = contextOf(headers, done);
    const callback: Callback = (error, answer) => {
      const isFailure = error !== null && error !== undefined;
      if (isFailure || !context.callbackWaitsForEmptyEventLoop) done(error, answer);
      else whenDrained = () => answerWith(answer);
    };
    const returned = handler(event, context, callback);
    if (typeof (returned as PromiseLike<unknown> | undefined)?.then === "function") {
      (returned as PromiseLike<unknown>).then(answerWith, reject);
    }
  });
}

function runStreaming(handler: Handler, event: unknown, headers: IncomingMessage["headers"]): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = new ResponseStream();
    const end = (): void => resolve(stream.text);
    whenDrained = end;
    stream.once("finish", end).once("error", reject);
    const work = (handler as (...all: unknown[]) => unknown)(
      event,
      stream,
      contextOf(headers, () => {}),
    );
    Promise.resolve(work).catch(reject);
  });
}

async function serve(handler: Handler): Promise<never> {
  for (;;) {
    const next = await ask("GET", `${runtime}/invocation/next`);
    const payload = await text(next);
    const requestId = String(next.headers["lambda-runtime-aws-request-id"]);
    const worldTime = next.headers["harness-time-ms"];
    beginInvocation(requestId, worldTime === undefined ? undefined : Number(worldTime));
    variables._X_AMZN_TRACE_ID = String(next.headers["lambda-runtime-trace-id"]);
    currentRequestId = requestId;
    let answer: { kind: "response" | "error"; body: string };
    try {
      answer = { kind: "response", body: await run(handler, JSON.parse(payload), next.headers) };
    } catch (error) {
      writeLine("ERROR", logText("Invoke Error", error, PATHS));
      answer = { kind: "error", body: JSON.stringify(describe(error, PATHS)) };
    }
    whenDrained = undefined;
    currentRequestId = undefined;
    await text(await ask("POST", `${runtime}/invocation/${requestId}/${answer.kind}`, answer.body));
  }
}

/** Nothing can be trusted after this: the invocation fails with it, and the process ends. */
async function end(what: string, error: unknown, exitCode: number): Promise<never> {
  writeLine("ERROR", logText(what, error, PATHS));
  const place = currentRequestId === undefined ? "init/error" : `invocation/${currentRequestId}/error`;
  // Without a Runtime API there is nobody left to tell.
  await ask("POST", `${runtime}/${place}`, JSON.stringify(describe(error, PATHS)), { "Harness-Ends": "1" }).catch(
    () => {},
  );
  process.exit(exitCode);
}

process.on("beforeExit", () => whenDrained?.());
process.on("uncaughtException", (error) => void end("Uncaught Exception", error, EXIT.uncaughtException));
process.on("unhandledRejection", (reason) => {
  void end("Unhandled Promise Rejection", new UnhandledRejection(reason), EXIT.unhandledRejection);
});
patchConsole();
findOwnPackages();
Object.assign(globalThis, { awslambda });
try {
  const handler = await findHandler();
  await serve(handler);
} catch (error) {
  await end("Uncaught Exception", error, 1);
}

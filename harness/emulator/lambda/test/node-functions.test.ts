import { GetFunctionCommand, InvokeCommand } from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { withFunction } from "./deployed-worker.ts";

installWorldGlobals();

/** A Node function of one module; `invoked` is told what `invoke` answers. */
const node = (code: string, story: Parameters<typeof withFunction>[1], file = "index.mjs"): Promise<void> =>
  withFunction({ files: { [file]: code }, runtime: "nodejs22.x", handler: "index.handler" }, story);

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html: what is left undone ends with the event loop.
test.each([
  ["a callback that is never called", "exports.handler = (event, context, callback) => {};"],
  ["a promise that nobody settles", "exports.handler = () => new Promise(() => {});"],
  [
    "work that ends without an answer",
    "exports.handler = (event, context, callback) => { setTimeout(() => console.log('done'), 5); };",
  ],
])("%s answers null when nothing is left to happen", (_, code) =>
  node(
    code,
    async ({ invoke }) => {
      expect(await invoke()).toMatchObject({ payload: "null", error: undefined });
      expect(await invoke()).toMatchObject({ payload: "null", error: undefined });
    },
    "index.cjs",
  ),
);

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
test.each([
  ["waits for the event loop", true, "late"],
  ["does not wait when it is told so", false, "early"],
])("a callback %s", (_, waits, seen) =>
  node(
    `let state = "early";
    exports.handler = (event, context, callback) => {
      context.callbackWaitsForEmptyEventLoop = ${waits};
      setTimeout(() => { state = "late"; }, 20);
      callback(null, { get state() { return state; } });
    };`,
    async ({ invoke }) => expect((await invoke()).payload).toBe(JSON.stringify({ state: seen })),
    "index.cjs",
  ),
);

// aws-lambda-nodejs-runtime-interface-client: types, exit codes 128 and 129, words of the log.
test("a rejection that nobody handles has AWS's type, and the next invocation a new process", () =>
  node(
    `let count = 0;
    export const handler = async (event) => {
      if (event.ok) return ++count;
      Promise.reject(new TypeError("lost"));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    };`,
    async ({ invoke }) => {
      expect((await invoke({ ok: true })).payload).toBe("1");
      const { payload, error, log } = await invoke({});
      expect(error).toBe("Unhandled");
      expect(JSON.parse(payload)).toEqual({
        errorType: "Runtime.UnhandledPromiseRejection",
        errorMessage: "TypeError: lost",
        trace: expect.any(Array),
      });
      expect(log).toContain('\tERROR\tUnhandled Promise Rejection \t{"errorType":"Runtime.UnhandledPromiseRejection"');
      expect(log).toContain('"reason":{"errorType":"TypeError","errorMessage":"lost","stack":["TypeError: lost"');
      expect((await invoke({ ok: true })).payload).toBe("1");
    },
  ));

test("an exception that nobody catches ends the process; so does process.exit, in AWS's words", () =>
  node(
    `export const handler = (event) => new Promise(() => {
      if (event.exit !== undefined) process.exit(event.exit);
      setTimeout(() => { throw new RangeError("out"); }, 1);
    });`,
    async ({ invoke }) => {
      const { payload, log } = await invoke({});
      expect(JSON.parse(payload)).toMatchObject({ errorType: "RangeError", errorMessage: "out" });
      expect(log).toContain('\tERROR\tUncaught Exception \t{"errorType":"RangeError","errorMessage":"out","stack":[');
      expect((await invoke({ exit: 0 })).payload).toMatch(/Error: Runtime exited without providing a reason"\}$/);
      expect((await invoke({ exit: 7 })).payload).toMatch(/Error: Runtime exited with error: exit status 7"\}$/);
    },
  ));

test.each([
  [
    "index.mjs",
    'import { SFNClient } from "@aws-sdk/client-sfn";\nexport const handler = async () => typeof SFNClient;',
  ],
  ["index.cjs", 'const sdk = require("@aws-sdk/client-sfn");\nexports.handler = async () => typeof sdk.SFNClient;'],
])("the SDK for JavaScript v3 is there without being in the package: %s", (file, code) =>
  node(code, async ({ invoke }) => expect((await invoke()).payload).toBe('"function"'), file),
);

test("a package that AWS does not bring along is not found", () =>
  node('import "zod";\nexport const handler = async () => 1;', async ({ invoke }) => {
    expect(JSON.parse((await invoke()).payload)).toMatchObject({ errorType: "Runtime.ImportModuleError" });
  }));

// https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
test.each([
  ["what it writes", 'stream.write("a"); stream.write("b"); stream.end();', "ab"],
  [
    "a prelude, eight zero bytes, and what it writes",
    'const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201 }); http.write("x"); http.end();',
    '{"statusCode":201}\0\0\0\0\0\0\0\0x',
  ],
])("a streaming handler answers %s", (_, code, body) =>
  node(
    `export const handler = awslambda.streamifyResponse(async (event, stream, context) => { ${code} });`,
    async ({ invoke }) => expect((await invoke()).payload).toBe(body),
  ),
);

test("a handler finds itself in its task root", () =>
  node("export const handler = async () => process.cwd() === process.env.LAMBDA_TASK_ROOT;", async ({ invoke }) =>
    expect((await invoke()).payload).toBe("true"),
  ));

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
test("lines have time, id and level, and lie in the function's log group between START and REPORT", () =>
  node(
    `export const handler = async (event, context) => {
      console.log("one %s", "two", { three: 3 });
      console.warn("first\\nsecond");
      console.error(new Error("bad").message);
      console.debug([1]);
      return [context.logGroupName, context.logStreamName];
    };`,
    async ({ cloud, invoke }) => {
      const { payload, log } = await invoke();
      const [{ group, stream, events } = { group: "", stream: "", events: [] }] = cloud.logged;
      expect(JSON.parse(payload)).toEqual([group, stream]);
      expect(group).toBe("/aws/lambda/worker");
      expect(stream).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
      const lines = events.map(({ message }) => message.replace(/[0-9a-f-]{36}/g, "ID").replace(/^\d{4}-.*?Z/, "TIME"));
      expect(lines).toEqual([
        "START RequestId: ID Version: $LATEST\n",
        "TIME\tID\tINFO\tone two { three: 3 }\n",
        "TIME\tID\tWARN\tfirst\nsecond\n",
        "TIME\tID\tERROR\tbad\n",
        "TIME\tID\tDEBUG\t[ 1 ]\n",
        "END RequestId: ID\n",
        expect.stringMatching(
          /^REPORT RequestId: ID\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB/,
        ),
      ]);
      expect(log).toContain("\tWARN\tfirst\nsecond\n");
      const world = new Date(events[0]?.timestamp ?? 0).toISOString().slice(0, 10);
      expect(events[1]?.message.slice(0, 10)).toBe(world);
      await invoke();
      expect(cloud.logged.map((each) => each.stream)).toEqual([stream, stream]);
    },
  ));

// https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html
test("Python's print is raw, its logging has level, time and id; both lie in the log group", () =>
  withFunction(
    {
      files: {
        "handler.py":
          "import logging\ndef handler(event, context):\n    print('raw')\n    logging.getLogger().warning('careful')\n",
      },
    },
    async ({ cloud, invoke }) => {
      await invoke();
      const messages = cloud.logged[0]?.events.map(({ message }) => message) ?? [];
      expect(messages[1]).toBe("raw\n");
      expect(messages[2]).toMatch(/^\[WARNING\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t[0-9a-f-]{36}\tcareful\n$/);
    },
  ));

// Seen in logs that users published.
test("the platform says in the log that a function timed out or that its process ended", () =>
  withFunction(
    {
      files: {
        "index.mjs":
          "export const handler = async (event) => { if (event.exit) process.exit(1); await new Promise((done) => setTimeout(done, 9e4)); };",
      },
      runtime: "nodejs22.x",
      handler: "index.handler",
      timeoutSeconds: 1,
    },
    async ({ invoke }) => {
      expect((await invoke({ exit: 1 })).log).toMatch(
        /\nRequestId: \S+ Error: Runtime exited with error: exit status 1\nRuntime\.ExitError\nEND /,
      );
      expect((await invoke({})).log).toMatch(/\n\d{4}-\S+Z [0-9a-f-]{36} Task timed out after 1\.00 seconds\n\nEND /);
    },
  ));

const PYTHON =
  "import json, logging\ndef handler(event, context):\n    logging.getLogger().info('héllo')\n" +
  "    logging.getLogger().debug('unheard')\n    c = context.client_context\n" +
  "    return None if c is None else [c.custom, c.env, c.client.app_title, c.client.app_package_name]\n";
const NODE =
  "export const handler = async (event, { clientContext: c }) => { console.info('héllo'); console.debug('unheard'); " +
  "return c ? [c.custom, c.env ?? null, c.client.app_title, null] : null; };";

// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html; python-logging, nodejs-logging of the developer guide
test.each([
  ["python3.12", "handler.handler", { "handler.py": PYTHON }],
  ["nodejs22.x", "index.handler", { "index.mjs": NODE }],
] as const)("%s: a client context, and a log of one's own in JSON", (runtime, handler, files) =>
  withFunction(
    { files, runtime, handler, logging: { LogFormat: "JSON", LogGroup: "mine" } },
    async ({ client, cloud }) => {
      const invoke = (said?: unknown) =>
        client.send(
          new InvokeCommand({
            FunctionName: "worker",
            LogType: "Tail",
            ...(said !== undefined && { ClientContext: Buffer.from(JSON.stringify(said)).toString("base64") }),
          }),
        );
      expect((await invoke()).Payload?.transformToString()).toBe("null");
      const { Payload, LogResult = "" } = await invoke({ custom: { a: "ü" }, client: { app_title: "t" } });
      expect(JSON.parse(Payload?.transformToString() ?? "")).toEqual([{ a: "ü" }, null, "t", null]);
      const [start, line, report, ...more] = Buffer.from(LogResult, "base64")
        .toString("utf8")
        .split("\n")
        .flatMap((text) => (text === "" ? [] : [JSON.parse(text)]));
      expect(start).toMatchObject({ type: "platform.start", record: { version: "$LATEST" } });
      expect(line).toMatchObject({ level: "INFO", message: "héllo", requestId: start.record.requestId });
      expect(report).toMatchObject({ type: "platform.report", record: { status: "success" } });
      expect(more).toEqual([]);
      expect(cloud.logged.map(({ group }) => group)).toEqual(["mine", "mine"]);
      const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: "worker" }));
      expect(Configuration?.LoggingConfig).toEqual({
        LogFormat: "JSON",
        LogGroup: "mine",
        ApplicationLogLevel: "INFO",
        SystemLogLevel: "INFO",
      });
      await expect(invoke("no object")).rejects.toMatchObject({ name: "InvalidRequestContentException" });
    },
  ),
);

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
  type Runtime,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test, vi } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { ROLE, withFunction } from "./deployed-worker.ts";
import { lambdaCloud } from "./lambda-cloud.ts";
import { smallPackage } from "./small-package.ts";

installWorldGlobals();

const ID = "def handler(event, context):\n    return event\n";

test("a Python handler runs in a process that stays warm, and takes no virtual time", async () => {
  const files = {
    "handler.py":
      "count = 0\ndef handler(event, context):\n    global count\n    count += 1\n    return [event, count]\n",
  };
  await withFunction({ files }, async ({ cloud, invoke }) => {
    const before = cloud.clock.elapsedMs;
    expect(await invoke({ a: 1.5 })).toMatchObject({ payload: '[{"a": 1.5}, 1]', error: undefined });
    expect(await invoke("ü")).toMatchObject({ payload: '["ü", 2]' });
    expect(cloud.clock.elapsedMs - before).toBeLessThan(1000);
  });
});

test("an exception in Python is reported as AWS's runtime reports it", async () => {
  // Recorded: test_raise_custom_exception; the blanks: test_no_such_function_catch.
  const files = {
    "handler.py":
      "class CustomException(Exception):\n    pass\n\n\ndef handler(event, context):\n    raise CustomException()\n",
  };
  await withFunction({ files }, async ({ invoke }) => {
    const { payload, error } = await invoke();
    expect(error).toBe("Unhandled");
    expect(payload).toMatch(
      /^\{"errorMessage": "", "errorType": "CustomException", "requestId": "[0-9a-f-]{36}", "stackTrace": \[" {2}File \\"\/var\/task\/handler.py\\", line 6, in handler\\n {4}raise CustomException\(\)\\n"\]\}$/,
    );
  });
});

test.each([
  [
    "import no_such_module\n",
    "Runtime.ImportModuleError",
    "Unable to import module 'handler': No module named 'no_such_module'",
  ],
  ["x = 1\n", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'handler'"],
  [
    "def handler(:\n",
    "Runtime.UserCodeSyntaxError",
    "Syntax error in module 'handler': invalid syntax (handler.py, line 1)",
  ],
  [
    "def handler(e, c):\n    return {1}\n",
    "Runtime.MarshalError",
    "Unable to marshal response: Object of type set is not JSON serializable",
  ],
])("%j cannot be run: %s", async (code, errorType, errorMessage) => {
  await withFunction({ files: { "handler.py": code } }, async ({ invoke }) => {
    const { payload, error } = await invoke();
    expect(error).toBe("Unhandled");
    expect(JSON.parse(payload)).toMatchObject({ errorType, errorMessage });
  });
});

test("a process that ends is an exit error, and the next invocation gets a new one", async () => {
  const code = "import sys\ndef handler(event, context):\n    sys.exit(3) if event else None\n    return 'alive'\n";
  await withFunction({ files: { "handler.py": code } }, async ({ invoke }) => {
    expect((await invoke(1)).payload).toMatch(
      /^\{"errorType":"Runtime.ExitError","errorMessage":"RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3"\}$/,
    );
    expect((await invoke(0)).payload).toBe('"alive"');
  });
});

test("a sleep is one of the world: it costs nothing, and the time-out strikes as it would", async () => {
  const code = "import time\ndef handler(event, context):\n    time.sleep(event)\n    return 'slept'\n";
  await withFunction({ files: { "handler.py": code }, timeoutSeconds: 600 }, async ({ cloud, invoke }) => {
    const before = cloud.clock.elapsedMs;
    expect((await invoke(500)).payload).toBe('"slept"');
    expect(cloud.clock.elapsedMs - before).toBeGreaterThanOrEqual(500_000);
    expect((await invoke(700)).payload).toContain("Task timed out after 600.00 seconds");
  });
});

test("a handler that works without end is stopped at its time-out", async () => {
  const files = { "handler.py": "def handler(event, context):\n    while True:\n        pass\n" };
  await withFunction({ files, timeoutSeconds: 1 }, async ({ invoke, cloud }) => {
    expect((await invoke()).payload).toContain("Task timed out after 1.00 seconds");
    await cloud.clock.settle();
    expect(cloud.notes()).toEqual(["worker ended after its time-out; its result reaches nobody"]);
  });
});

test("a handler calls the cloud as its role, in virtual time", async () => {
  const code = [
    "import json, os, urllib.request",
    "def handler(event, context):",
    "    headers = {'Authorization': 'AWS4-HMAC-SHA256 Credential=test/20251203/us-east-1/lambda/aws4_request'}",
    "    asked = urllib.request.Request(os.environ['AWS_ENDPOINT_URL'] + '/2015-03-31/functions', headers=headers)",
    "    try:",
    "        return [f['FunctionName'] for f in json.load(urllib.request.urlopen(asked))['Functions']]",
    "    except urllib.error.HTTPError as refusal:",
    "        return refusal.read().decode()",
    "",
  ].join("\n");
  await withFunction({ files: { "handler.py": code } }, async ({ cloud, invoke }) => {
    expect((await invoke()).payload).toContain("role/functions is not authorized to perform: lambda:ListFunctions");
    expect(cloud.trace.of("operation").filter(({ source }) => source === "worker")).toMatchObject([
      { target: "lambda", operation: "ListFunctions", outcome: "AccessDeniedException" },
    ]);
  });
});

test("what the function writes is in the tail of its log", async () => {
  const files = { "handler.py": "def handler(event, context):\n    print('first')\n    print('second')\n" };
  await withFunction({ files }, async ({ cloud, invoke }) => {
    const { log } = await invoke();
    expect(log).toMatch(
      /^START RequestId: \S+ Version: \$LATEST\nfirst\nsecond\nEND RequestId: \S+\nREPORT RequestId: \S+\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB/,
    );
    expect(cloud.trace.of("log").map(({ message }) => message)).toEqual(["first", "second"]);
  });
});

test("Node handlers, as modules with promises and as CommonJS with a callback", async () => {
  const module =
    "export const handler = async (event) => { if (event.fail) throw new TypeError('boom'); return event; };";
  const files = { "index.mjs": module };
  await withFunction({ files, runtime: "nodejs22.x", handler: "index.handler" }, async ({ invoke }) => {
    expect((await invoke({ a: 1 })).payload).toBe('{"a":1}');
    const { payload } = await invoke({ fail: true });
    expect(JSON.parse(payload)).toMatchObject({
      errorType: "TypeError",
      errorMessage: "boom",
      trace: expect.arrayContaining(["TypeError: boom", expect.stringContaining("/var/task/index.mjs:1:")]),
    });
    expect(Object.keys(JSON.parse(payload) as object)).toEqual(["errorType", "errorMessage", "trace"]);
  });
  const callback = "exports.run = (event, context, done) => done(null, context.functionName + event);";
  const common = { files: { "lib/index.js": callback }, runtime: "nodejs20.x", handler: "lib/index.run" } as const;
  await withFunction(common, async ({ invoke }) => expect((await invoke(1)).payload).toBe('"worker1"'));
});

test("a custom runtime is the program bootstrap; without one the function says so", async () => {
  const bootstrap = `#!${process.execPath}
const api = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
while (true) {
  const next = await fetch(api + "next");
  const id = next.headers.get("lambda-runtime-aws-request-id");
  await fetch(api + id + "/response", { method: "POST", body: JSON.stringify({ got: await next.json() }) });
}
`;
  const given = { runtime: "provided.al2023", handler: "any" } as const;
  await withFunction({ ...given, files: { bootstrap, "package.json": '{"type":"module"}' } }, async ({ invoke }) => {
    expect((await invoke(1)).payload).toBe('{"got":1}');
    expect((await invoke(2)).payload).toBe('{"got":2}');
  });
  await withFunction({ ...given, files: { other: "" } }, async ({ invoke }) => {
    expect((await invoke()).payload).toContain(
      "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    );
  });
});

test.each([
  ["is no program of this system", "\0\0\0\0", "exec format error"],
  ["needs an interpreter that is not there", "#!/nowhere/sh\n", "no such file or directory"],
])("a custom runtime that %s: as AWS says it", async (_what, bootstrap, reason) => {
  const given = { runtime: "provided.al2023", handler: "any" } as const;
  await withFunction({ ...given, files: { bootstrap } }, async ({ invoke }) => {
    const { payload, error } = await invoke();
    expect(error).toBe("Unhandled");
    expect(payload).toMatch(`{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: `);
    expect(payload).toContain(` Error: fork/exec /var/task/bootstrap: ${reason}"}`);
  });
});

test("a custom runtime that ends with a shell's status by itself has ended", async () => {
  const files = { bootstrap: "#!/bin/sh\nno-such-program\n" };
  await withFunction({ runtime: "provided.al2023", handler: "any", files }, async ({ invoke }) => {
    expect((await invoke()).payload).toContain("Error: Runtime exited with error: exit status 127");
  });
});

test("a function is described, changed and deleted", async () => {
  await withFunction({ files: { "handler.py": ID } }, async ({ client, invoke }) => {
    const created = await client.send(new GetFunctionCommand({ FunctionName: "worker" }));
    expect(created.Configuration).toMatchObject({
      State: "Active",
      Runtime: "python3.12",
      Handler: "handler.handler",
      Role: ROLE,
      Timeout: 3,
      MemorySize: 128,
    });
    await expect(
      client.send(
        new CreateFunctionCommand({ FunctionName: "worker", Role: ROLE, Code: { ZipFile: Buffer.from("x") } }),
      ),
    ).rejects.toMatchObject({ name: "ResourceConflictException", message: "Function already exist: worker" });
    expect((await invoke("old")).payload).toBe('"old"');
    const ZipFile = await smallPackage({
      "handler.py": "import os\ndef handler(e, c):\n    return os.environ['STAGE']\n",
    });
    await client.send(new UpdateFunctionCodeCommand({ FunctionName: "worker", ZipFile }));
    const change = { FunctionName: "worker", Environment: { Variables: { STAGE: "new" } }, Timeout: 9 };
    expect(await client.send(new UpdateFunctionConfigurationCommand(change))).toMatchObject({ Timeout: 9 });
    expect((await invoke()).payload).toBe('"new"');
    await client.send(new DeleteFunctionCommand({ FunctionName: "worker" }));
    await expect(invoke()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

test.each([
  [
    { Code: { ZipFile: Buffer.from("no zip") } },
    "Could not unzip uploaded file. Please check your file, then try to upload again.",
  ],
  [
    { Role: "functions" },
    "1 validation error detected: Value 'functions' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:",
  ],
  [
    { Timeout: 0, MemorySize: 64 },
    "2 validation errors detected: Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1; Value '64' at 'memorySize' failed",
  ],
  [
    { Runtime: "java21" as Runtime },
    "lambda: the runtime java21 is not emulated: it would need a java on the PATH of the emulated cloud's process and AWS's runtime interface client.",
  ],
  [
    { Runtime: "dotnet8" as Runtime },
    "lambda: the runtime dotnet8 is not emulated: it would need a dotnet on the PATH of the emulated cloud's process and AWS's runtime interface client.",
  ],
  [
    { Runtime: "cobol" as Runtime },
    "Value cobol at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs, ",
  ],
  [
    { Handler: undefined },
    "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
  ],
  [
    { Runtime: "nodejs12.x" as Runtime },
    "The runtime parameter of nodejs12.x is no longer supported for creating or updating AWS Lambda functions.",
  ],
  [
    { Timeout: 901 },
    "Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
  ],
  [
    { MemorySize: 10_241 },
    "Value '10241' at 'memorySize' failed to satisfy constraint: Member must have value less than",
  ],
  [{ Environment: { Variables: { AWS_REGION: "x", STAGE: "y" } } }, "Reserved keys used in this request: AWS_REGION"],
  [
    { Environment: { Variables: { LONG: "x".repeat(4090) } } },
    "environment variables you have provided exceeded the 4KB limit. String measured: {",
  ],
  [
    { SnapStart: { ApplyOn: "PublishedVersions" as const }, Runtime: "nodejs22.x" as Runtime },
    "nodejs22.x is not supported for SnapStart enabled functions.",
  ],
  [
    { Layers: ["arn:aws:lambda:us-east-1:123456789012:layer:x:1"] },
    "Layer version arn:aws:lambda:us-east-1:123456789012:layer:x:1 does not exist.",
  ],
  [{ Code: { ImageUri: "x" } }, "lambda:CreateFunction with ImageUri is not emulated."],
  [{ VpcConfig: { SubnetIds: ["s"] } }, "lambda:CreateFunction with VpcConfig is not emulated."],
  [
    { Code: { S3Bucket: "bucket", S3Key: "k" } },
    "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
  ],
])("CreateFunction refuses %o", async (change, message) => {
  const cloud = lambdaCloud();
  const ZipFile = await smallPackage({ "handler.py": ID });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const usual = {
      FunctionName: "worker",
      Role: ROLE,
      Runtime: "python3.12",
      Handler: "h.h",
      Code: { ZipFile },
    } as const;
    await expect(client.send(new CreateFunctionCommand({ ...usual, ...change }))).rejects.toThrow(message);
  });
});

test("a package may lie in a bucket, in a version of an object", async () => {
  await withFunction({ files: { "handler.py": ID } }, async ({ client, cloud, invoke }) => {
    const s3 = new S3Client({ ...cloud.client(), forcePathStyle: true });
    const at = { Bucket: "packages", Key: "a/worker one.zip" };
    await s3.send(new CreateBucketCommand({ Bucket: at.Bucket }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: at.Bucket, VersioningConfiguration }));
    const put = async (word: string) => {
      const Body = await smallPackage({ "handler.py": `def handler(e, c):\n    return "${word}"\n` });
      return (await s3.send(new PutObjectCommand({ ...at, Body }))).VersionId;
    };
    const first = await put("first");
    await put("second");
    const source = { FunctionName: "worker", S3Bucket: at.Bucket, S3Key: at.Key };
    await client.send(new UpdateFunctionCodeCommand(source));
    expect((await invoke()).payload).toBe('"second"');
    await client.send(new UpdateFunctionCodeCommand({ ...source, S3ObjectVersion: first }));
    expect((await invoke()).payload).toBe('"first"');
    const { Code, Configuration } = await client.send(new GetFunctionCommand({ FunctionName: "worker" }));
    const { host, pathname } = new URL(Code?.Location ?? "");
    const fetched = await cloud.send("client", { method: "GET", path: pathname, headers: { host }, body: Buffer.of() });
    expect(createHash("sha256").update(fetched.body).digest("base64")).toBe(Configuration?.CodeSha256);
  });
});

test("without a python3 on PATH CreateFunction says so in one sentence", async () => {
  vi.stubEnv("PATH", "/nowhere");
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(withFunction({ files: { "handler.py": ID } }, async () => {})).rejects.toThrow(
    "The runtime python3.12 needs a python3 on the PATH of the emulated cloud's process, which has none: install Python 3, or add its folder to PATH.",
  );
});

test("when the cloud closes, nothing is left: no process, no code", async () => {
  const code = "import os\ndef handler(event, context):\n    return [os.getpid(), os.environ['LAMBDA_TASK_ROOT']]\n";
  let seen: [pid: number, folder: string] | undefined;
  await withFunction({ files: { "handler.py": code } }, async ({ cloud, invoke }) => {
    seen = JSON.parse((await invoke()).payload) as [number, string];
    expect([isAlive(seen[0]), existsSync(seen[1])]).toEqual([true, true]);
    cloud.lambda.close();
  });
  const [pid = 0, folder = ""] = seen ?? [];
  expect(existsSync(folder)).toBe(false);
  await expect.poll(() => isAlive(pid)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { CreateFunctionCommand, InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createConnection } from "mysql2/promise";
import { afterAll, expect, test } from "vitest";
import { createDatabase } from "../../../server/database/create-database.ts";
import { System } from "../../../system/revisions.ts";
import { externalEngine } from "../../database/engine/external-engine.ts";
import { connectToDocker } from "./docker.ts";
import { KIND_LABEL, OWNER_LABEL, ownedLabels, REUSE_LABEL } from "./labels.ts";
import { listHarnessContainers } from "./remove-container.ts";
import { type ContainerOptions, removeReused, startContainers, useLocalStack } from "./start-containers.ts";
import { zippedModule } from "./test/function-code.ts";

const BOTH: ContainerOptions = {
  localstack: true,
  mysql: true,
  reuse: false,
  onProgress: () => {},
  environment: process.env,
};
const MYSQL: ContainerOptions = { ...BOTH, localstack: false };

/** Kinds of the containers that one process owns; other runs may be going on. */
async function kindsOwnedBy(pid: number): Promise<string[]> {
  const ours = await listHarnessContainers(await connectToDocker(process.env));
  return ours.flatMap(({ Labels: labels }) =>
    labels[OWNER_LABEL]?.startsWith(`${pid}-`) ? [labels[KIND_LABEL] ?? ""] : [],
  );
}

const containers = await startContainers(BOTH);
afterAll(() => containers.stop());

const localstack = containers.localstack;
const databaseUrl = containers.databaseUrl;
if (localstack === undefined || databaseUrl === undefined) throw new Error("both were asked for");
const aws = {
  endpoint: localstack.endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
};
const s3 = new S3Client({ ...aws, forcePathStyle: true });

test("objects come back as they were put", async () => {
  await s3.send(new CreateBucketCommand({ Bucket: "media" }));
  await s3.send(new PutObjectCommand({ Bucket: "media", Key: "a", Body: "hello" }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "media", Key: "a" }));
  expect(await Body?.transformToString()).toBe("hello");
});

test("MySQL is one that worlds can use", async () => {
  const engine = await externalEngine(databaseUrl);
  expect(engine.flavour).toBe("mysql");
  await engine.stop();
});

test("schema and seeds are made once, and never half", async () => {
  const url = `${databaseUrl}/toq_created`;
  const fixed = new System("fixed");
  await expect(createDatabase(url, fixed, ["INSERT INTO nothing VALUES (1)"])).rejects.toThrow("nothing");
  expect(await createDatabase(url, fixed)).toBe(true);
  expect(await createDatabase(url, fixed)).toBe(false);
  const connection = await createConnection(url);
  await connection.query("DELETE FROM user_roles");
  await expect(createDatabase(url, fixed)).rejects.toThrow("Database toq_created holds tables that are not a complete");
  await connection.end();
  await expect(createDatabase(databaseUrl, fixed)).rejects.toThrow("must look like mysql://");
});

test("a function reaches a server of this machine and LocalStack's S3", async () => {
  const server = createServer((request, response) => response.end(`seen ${request.url}`));
  server.listen(0, localstack.listenAddress);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await s3.send(new CreateBucketCommand({ Bucket: "written" }));
  const lambda = new LambdaClient(aws);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "caller",
      Runtime: "nodejs22.x",
      Architectures: [localstack.architecture],
      Handler: "index.handler",
      Role: "arn:aws:iam::000000000000:role/caller",
      Timeout: 30,
      Code: {
        ZipFile: await zippedModule(`export const handler = async ({ callback, objects }) => {
          const text = await (await fetch(callback)).text();
          const puts = [objects, process.env.AWS_ENDPOINT_URL + "/written/injected"];
          for (const url of puts) await fetch(url, { method: "PUT", body: text });
          return text;
        };`),
      },
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60, minDelay: 1 }, { FunctionName: "caller" });
  const { Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: "caller",
      Payload: JSON.stringify({
        callback: `http://${localstack.hostFromContainer}:${port}/callback`,
        objects: `${localstack.endpointForFunctions}/written/ours`,
      }),
    }),
  );
  server.close();
  expect(Buffer.from(Payload ?? []).toString()).toBe('"seen /callback"');
  for (const Key of ["ours", "injected"]) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "written", Key }));
    expect(await Body?.transformToString()).toBe("seen /callback");
  }
});

test("a LocalStack that runs already is seen from outside as the one that was started", async () => {
  expect(await useLocalStack(localstack.endpoint, process.env)).toEqual(localstack);
  await expect(useLocalStack("http://127.0.0.1:1", process.env)).rejects.toThrow(
    "No LocalStack answers at http://127.0.0.1:1: start one",
  );
});

test("ports are published to this machine only", async () => {
  const docker = await connectToDocker(process.env);
  const owner = ownedLabels()[OWNER_LABEL];
  const published = (await docker.container.list())
    .filter(({ Labels: labels }) => labels[OWNER_LABEL] === owner)
    .flatMap(({ Ports }) => Ports.flatMap(({ IP, PublicPort }) => (PublicPort ? [IP] : [])));
  expect(published).toEqual(["127.0.0.1", "127.0.0.1"]);
});

test("what a killed run has left is swept at the next start", async () => {
  const killed = spawn(process.execPath, [join(import.meta.dirname, "test/start-and-wait.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
    // Ryuk would be faster than we are.
    env: { ...process.env, TESTCONTAINERS_RYUK_DISABLED: "true" },
  });
  const pid = killed.pid ?? 0;
  await once(killed.stdout, "data");
  expect(await kindsOwnedBy(pid)).toEqual(["mysql"]);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  const progress: string[] = [];
  const next = await startContainers({ ...MYSQL, mysql: false, onProgress: (text) => progress.push(text) });
  await next.stop();
  expect(await kindsOwnedBy(pid)).toEqual([]);
  expect(progress).toEqual(["containers: removed 1 that a killed run had left"]);
});

test("shared containers are used again until they are removed", async () => {
  const first = await startContainers({ ...MYSQL, reuse: true });
  await first.stop();
  const progress: string[] = [];
  const second = await startContainers({ ...MYSQL, reuse: true, onProgress: (text) => progress.push(text) });
  await second.stop();
  expect(second.databaseUrl).toBe(first.databaseUrl);
  expect(progress[0]).toBe("mysql: using the container of an earlier run");
  expect(await removeReused(process.env)).toBeGreaterThan(0);
  const ours = await listHarnessContainers(await connectToDocker(process.env));
  expect(ours.filter(({ Labels: labels }) => REUSE_LABEL in labels)).toEqual([]);
});

test("a container that ends at its start is reported with its last words, and the other one goes too", async () => {
  // MySQL's image refuses to start without a password.
  const environment = { ...process.env, LOCALSTACK_IMAGE: "mysql:8.4" };
  const before = await kindsOwnedBy(process.pid);
  await expect(startContainers({ ...BOTH, environment })).rejects.toThrow(
    /^localstack: the container of mysql:8\.4 ended with exit code 1; it wrote last: .*password option is not specified/,
  );
  expect(await kindsOwnedBy(process.pid)).toEqual(before);
});

test("an interrupted start leaves nothing", async () => {
  const before = await kindsOwnedBy(process.pid);
  const interruption = new AbortController();
  const start = startContainers({
    ...MYSQL,
    signal: interruption.signal,
    onProgress: () => interruption.abort(new Error("interrupted")),
  });
  await expect(start).rejects.toThrow("interrupted");
  expect(await kindsOwnedBy(process.pid)).toEqual(before);
});

test("stopping removes what was started, also twice", async () => {
  expect((await kindsOwnedBy(process.pid)).toSorted()).toContain("localstack");
  await containers.stop();
  await containers.stop();
  expect(await kindsOwnedBy(process.pid)).toEqual([]);
});

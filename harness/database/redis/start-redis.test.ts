import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createClient } from "@redis/client";
import { expect, onTestFinished, type TestContext, test } from "vitest";
import { EnvironmentError } from "../../support/environment-error.ts";
import type { RedisBinary } from "./redis.ts";
import { type RedisServer, startRedis } from "./start-redis.ts";
import { redisHere } from "./test/redis-here.ts";

const START_AND_WAIT = fileURLToPath(new URL("./test/start-and-wait.ts", import.meta.url));

/** A started server; the test is skipped where this machine has none. */
async function started({ skip }: TestContext): Promise<RedisServer> {
  if (typeof redisHere === "string") return skip(redisHere);
  const server = await startRedis(redisHere);
  onTestFinished(() => server.stop());
  return server;
}

async function client({ url }: RedisServer) {
  const opened = createClient({ url });
  opened.on("error", () => {});
  onTestFinished(() => opened.destroy());
  return opened.connect();
}

test("each world's Redis is empty and its own", async (context) => {
  const [one, other] = [await started(context), await started(context)];
  const [here, there] = [await client(one), await client(other)];
  await here.set("permissions:7", "granted", { expiration: { type: "EX", value: 60 } });
  expect(await here.get("permissions:7")).toBe("granted");
  expect(await there.dbSize()).toBe(0);
  expect(one.port).not.toBe(other.port);
  expect(one.url).toBe(`redis://127.0.0.1:${one.port}/0`);
});

test("it listens on loopback only, and writes nothing to disk", async (context) => {
  const here = await client(await started(context));
  const { dir, ...settings } = await here.configGet(["bind", "save", "appendonly", "dir"]);
  expect(settings).toEqual({ bind: "127.0.0.1", save: "", appendonly: "no" });
  expect(dir).toContain(tmpdir());
});

test("after stop neither process nor folder nor port is left, and nothing is lost", async (context) => {
  const server = await started(context);
  const here = await client(server);
  const { dir = "" } = await here.configGet("dir");
  const pid = Number(/process_id:(\d+)/.exec(await here.info("server"))?.[1]);
  let lost = false;
  server.lost.catch(() => {
    lost = true;
  });
  here.destroy();
  await server.stop();
  expect(existsSync(dir)).toBe(false);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  expect(await refuses(server.port)).toBe(true);
  expect(lost).toBe(false);
  await server.stop();
});

test("a server that ends by itself is lost, in one sentence", async (context) => {
  const server = await started(context);
  const here = await client(server);
  const pid = Number(/process_id:(\d+)/.exec(await here.info("server"))?.[1]);
  process.kill(pid, "SIGKILL");
  await expect(server.lost).rejects.toThrow(EnvironmentError);
  await expect(server.lost).rejects.toThrow(
    /^The Redis server of this world was ended by SIGKILL while it was needed \(.+\), so the run/,
  );
});

test("it ends with the run that started it, also one that is killed", async ({ skip }) => {
  if (typeof redisHere === "string") skip(redisHere);
  const run = startRun();
  const lines = createInterface({ input: run.stdout })[Symbol.asyncIterator]();
  const connection = await open(Number((await lines.next()).value));
  const closed = new Promise((resolve) => connection.once("close", resolve));
  run.kill("SIGKILL");
  await closed;
  expect(connection.destroyed).toBe(true);
});

test("a run that has nothing else to do ends, and takes it along", async ({ skip }) => {
  if (typeof redisHere === "string") skip(redisHere);
  const run = startRun();
  const ended = new Promise<number | null>((resolve) => run.once("exit", resolve));
  run.stdin.end();
  expect(await ended).toBe(0);
});

test("one that does not come up is named with its last words", async () => {
  const log = "4711:M 01 Dec 2026 03:00:00.000 # Fatal error, can't open config file";
  const broken = program(`echo "${log}" >&2; exit 7`);
  await expect(startRedis(broken)).rejects.toThrow(EnvironmentError);
  await expect(startRedis(broken)).rejects.toThrow(
    `The Redis server ${broken.path} does not start: it ended with status 7: Fatal error, can't open config file.`,
  );
  const gone = { ...broken, path: "/nowhere/redis-server" };
  await expect(startRedis(gone)).rejects.toThrow(
    /^The Redis server \/nowhere\/redis-server does not start: it ended with status 127: .*not found/,
  );
});

test("a port that another program takes in between costs a second try", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ports-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ports = join(folder, "ports");
  const busy = program(`echo "$2" >> ${ports}
    if [ "$(wc -l < ${ports})" -lt 3 ]; then echo "Failed listening on port $2 (tcp), aborting."; exit 1; fi
    echo "Ready to accept connections tcp"; exec sleep 1000`);
  const server = await startRedis(busy);
  await server.stop();
  const tried = readFileSync(ports, "utf8").trim().split("\n");
  expect(tried).toHaveLength(3);
  expect(tried.at(-1)).toBe(String(server.port));
});

/** A run of its own with one Redis, whose temporary files go with this test: a killed run leaves its own. */
function startRun() {
  const TMPDIR = mkdtempSync(join(tmpdir(), "redis-run-"));
  onTestFinished(() => rmSync(TMPDIR, { recursive: true, force: true }));
  return spawn(process.execPath, [START_AND_WAIT], {
    env: { ...process.env, TMPDIR },
    stdio: ["pipe", "pipe", "inherit"],
  });
}

/** A shell script that stands for Redis. */
function program(script: string): RedisBinary {
  const folder = mkdtempSync(join(tmpdir(), "redis-stand-in-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "redis-server");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { path, version: "7.0.0", flavour: "redis", origin: "REDIS_SERVER", environment: {} };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
    socket.resume();
  });
}

async function refuses(port: number): Promise<boolean> {
  try {
    (await open(port)).destroy();
    return false;
  } catch {
    return true;
  }
}

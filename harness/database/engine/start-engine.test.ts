import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { EnvironmentError } from "../../support/environment-error.ts";
import { openConnection } from "../session.ts";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { EngineBinary, EngineLink } from "./engine.ts";
import { databasePrefix } from "./run-databases.ts";
import { startEngine } from "./start-engine.ts";
import { commandOf } from "./sweep.ts";

const own = inject("engine");
const NO_URL = { ...process.env, DATABASE_URL: undefined };
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "toq-start-engine-"));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

test("the error without any server says for every link why, and what to type", async () => {
  const links = [
    link("mysqld on PATH", async () => {
      throw new Error("none is installed");
    }),
    link("cache", async () => {
      throw Object.assign(new Error("Command failed"), { stderr: "noise\nE: Unable to fetch http://me:pw@host/x" });
    }),
  ];
  const failure = startEngine({ environment: NO_URL, links });
  await expect(failure).rejects.toThrow(EnvironmentError);
  await expect(failure).rejects.toThrow(
    /^No MySQL or MariaDB server can be had:\n {2}- mysqld on PATH: none is installed\n {2}- cache: E: Unable to fetch http:\/\/host\/x\nType: .+\nOr set DATABASE_URL=mysql:/,
  );
});

test("a server that does not come up is passed over with its last words, and leaves no directory", async () => {
  const broken = program("broken", 'echo "[ERROR] Can not open file (errno: 13)" >&2; exit 7');
  const binary: EngineBinary = {
    path: broken,
    flavour: "mariadb",
    version: "11.8.9",
    origin: "PATH",
    environment: {},
    flags: [],
  };
  const failure = startEngine({ environment: NO_URL, links: [link("mysqld on PATH", async () => [binary])] });
  await expect(failure).rejects.toThrow(
    /broken does not start: it ended with 7: \[ERROR\] Can not open file \(errno: 13\)/,
  );
});

test("a program that is no server, or too old a one, is refused by name", async () => {
  const old = program("old", 'echo "mysqld  Ver 5.7.44 for Linux on x86_64"');
  await expect(startEngine({ environment: NO_URL, binary: old })).rejects.toThrow(
    "MySQL 5.7.44 is too old; 8.0 or newer",
  );
  const other = program("other", 'echo "hello"');
  await expect(startEngine({ environment: NO_URL, binary: other })).rejects.toThrow(
    "it is no MySQL or MariaDB server: hello",
  );
});

test("DATABASE_URL is used after a check, and only databases of this run are dropped", async () => {
  const url = urlOf(own);
  const engine = await startEngine({ environment: { DATABASE_URL: url } });
  expect(engine).toMatchObject({ origin: "DATABASE_URL", flavour: own.flavour, version: own.version });
  const admin = await openConnection(own.address);
  const leftover = `${databasePrefix(engine.run)}1`;
  const foreign = "toq_world_of_somebody_else";
  await admin.query(`CREATE DATABASE ${leftover}`);
  await admin.query(`CREATE DATABASE ${foreign}`);
  await engine.stop();
  const [databases] = await admin.query("SHOW DATABASES LIKE 'toq\\_world\\_%'");
  await admin.query(`DROP DATABASE ${foreign}`);
  await admin.end();
  expect(JSON.stringify(databases)).toContain(foreign);
  expect(JSON.stringify(databases)).not.toContain(leftover);
});

test.each([
  ["nonsense", "DATABASE_URL is no URL"],
  ["postgres://localhost/x", "DATABASE_URL begins with postgres:"],
  [
    "mysql://me:secret@127.0.0.1:1/toq_db",
    "DATABASE_URL is set, but its server does not let us in: connect ECONNREFUSED",
  ],
])("DATABASE_URL=%s is an error of the environment", async (url, message) => {
  const failure = startEngine({ environment: { DATABASE_URL: url } });
  await expect(failure).rejects.toThrow(EnvironmentError);
  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.not.toThrow("secret");
});

test("a run that is killed leaves no server and no directory after the next run has started", async () => {
  // Without setpriv the server outlives its run, as it does on macOS.
  for (const path of [process.env.PATH, "/nonexistent"]) {
    const { run, directory } = await startRun(path);
    const pid = Number(readFileSync(join(directory, "server-pid"), "utf8"));
    expect(commandOf(pid)).toContain(directory);
    run.kill("SIGKILL");
    await new Promise((resolve) => run.once("exit", resolve));

    const next = await startEngine({ environment: NO_URL });
    await next.stop();
    expect(existsSync(directory)).toBe(false);
    await expect.poll(() => commandOf(pid)).not.toContain(directory);
  }
});

test("a run that ends without stopping its server takes it along", async () => {
  const { run, directory } = await startRun(process.env.PATH);
  run.stdin?.end();
  await new Promise((resolve) => run.once("exit", resolve));
  expect(existsSync(directory)).toBe(false);
});

test("half a download of a killed run is removed from the cache, but not one that another machine may be at", async () => {
  const environment = { ...NO_URL, XDG_CACHE_HOME: join(scratch, "cache") };
  const cache = engineCacheDirectory(environment);
  // No process has this id: Linux ends at 4,194,304.
  const [old, young] = [join(cache, "toq-db-99999999-1-old"), join(cache, "toq-db-99999999-1-young")];
  for (const directory of [old, young]) mkdirSync(directory, { recursive: true });
  utimesSync(old, 1, 1);
  await expect(startEngine({ environment, links: [] })).rejects.toThrow(EnvironmentError);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});

const announcement = z.object({ address: z.object({ socketPath: z.string() }), origin: z.string() });

async function startRun(path: string | undefined): Promise<{ run: ChildProcess; directory: string }> {
  const script = fileURLToPath(new URL("../test/start-and-wait.ts", import.meta.url));
  const run = spawn(process.execPath, [script], {
    env: { ...process.env, PATH: path },
    stdio: ["pipe", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: run.stdout })) {
    const { address } = announcement.parse(JSON.parse(line));
    return { run, directory: dirname(address.socketPath) };
  }
  throw new Error("the run ended before its server was there");
}

function link(title: string, find: EngineLink["find"]): EngineLink {
  return { origin: "PATH", title, find };
}

/** A shell script that stands for a server program. */
function program(name: string, script: string): string {
  const path = join(scratch, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function urlOf(engine: typeof own): string {
  if ("url" in engine.address) return engine.address.url;
  return `mysql://root@localhost/toq_db?socketPath=${encodeURIComponent(engine.address.socketPath)}`;
}

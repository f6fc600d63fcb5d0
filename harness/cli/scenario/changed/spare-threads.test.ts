import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PoolOptions, PoolWorker, WorkerRequest } from "vitest/node";
import { SpareThreads } from "./spare-threads.ts";

let project: string;
let spares: SpareThreads;
const workers: PoolWorker[] = [];

const options = {
  distPath: dirname(fileURLToPath(import.meta.resolve("vitest"))),
  env: process.env,
  execArgv: [],
  project: {
    vitest: { logger: { outputStream: new PassThrough().resume(), errorStream: new PassThrough().resume() } },
  },
} as unknown as PoolOptions;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "spare-"));
  save("clock", 1);
  save("server", 1);
  save("story", 1);
  const story =
    'import { parentPort } from "node:worker_threads"; parentPort?.once("message", () => import("./story.ts"));';
  write("world.ts", `import "./clock.ts"; import "./server.ts"; ${story}`);
  spares = new SpareThreads({ project, preload: pathToFileURL(join(project, "world.ts")).href });
});

afterEach(async () => {
  await spares.close();
  for (const worker of workers.splice(0)) await worker.stop().catch(() => {});
  rmSync(project, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(project, name), text);
}

/** A module that tells when a thread loads it. */
function save(name: string, version: number): void {
  write(
    `${name}.ts`,
    `import { appendFileSync } from "node:fs";
    const version: number = ${version};
    appendFileSync(${JSON.stringify(join(project, "loaded"))}, \`${name} \${version}, \`);`,
  );
}

/** What threads have loaded since it was asked last. */
function loaded(): string {
  const path = join(project, "loaded");
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  rmSync(path, { force: true });
  return text;
}

const list = (text: string): string => text.replace(/, $/, "");

/** What a thread loads for a run; then it is given a story, which loads more. */
async function started(): Promise<string> {
  const worker = spares.pool.createPoolWorker(options);
  workers.push(worker);
  await worker.start();
  const text = loaded();
  worker.send({ type: "story" } as unknown as WorkerRequest);
  await expect.poll(loaded).toBe("story 1, ");
  return list(text);
}

/** What the spare thread loads before anybody wants it. */
async function spareOf(modules: string): Promise<void> {
  spares.onTestRunEnd();
  let text = "";
  await expect
    .poll(() => {
      text += loaded();
      return list(text);
    })
    .toBe(modules);
}

test("while nothing runs a thread loads all but what changed lately, and is not taken when that changes", async () => {
  expect(await started()).toBe("clock 1, server 1");
  await spareOf("clock 1, server 1");
  expect(await started()).toBe("");
  await spareOf("clock 1, server 1");
  save("server", 2);
  expect(await started()).toBe("clock 1, server 2");
  await spareOf("clock 1");
  save("server", 3);
  expect(await started()).toBe("server 3");
  await spareOf("clock 1");
  save("clock", 2);
  expect(await started()).toBe("clock 2, server 3");
});

test("a module that cannot be loaded is named with its line, and its mending is seen", async () => {
  expect(await started()).toBe("clock 1, server 1");
  await spareOf("clock 1, server 1");
  write("server.ts", "export const a = 1;\nexport const b: = 1;");
  await expect(started()).rejects.toThrow(/^server\.ts:2 cannot be loaded: Unexpected token/);
  loaded();
  save("server", 2);
  expect(await started()).toBe("clock 1, server 2");
});

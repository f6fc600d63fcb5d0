import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { currentProcess } from "./process-identity.ts";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "own-folder-"));
  onTestFinished(() => rmSync(parent, { recursive: true }));
});

const SOURCE = new URL("./own-folder.ts", import.meta.url).href;
/** Makes a temporary folder as any library would, says where, and goes on. */
const PROGRAM = `
  const { keepTemporaryFilesTogether } = await import(${JSON.stringify(SOURCE)});
  const { mkdtempSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  keepTemporaryFilesTogether();
  console.log(mkdtempSync(tmpdir() + "/video-thumbnail-"));
`;

test("temporary files go with the process", async () => {
  const { stdout } = await promisify(execFile)("node", ["--input-type=module", "-e", PROGRAM], {
    env: { ...process.env, TMPDIR: parent },
  });
  expect(stdout.startsWith(join(parent, "toq-tmp-"))).toBe(true);
  expect(readdirSync(parent)).toEqual([]);
});

test("those of a process that was killed go when the next one starts; those of a living one stay", async () => {
  const env = { ...process.env, TMPDIR: parent };
  const child = spawn("node", ["--input-type=module", "-e", `${PROGRAM}; setInterval(() => {}, 1000);`], { env });
  const [left] = (await once(createInterface(child.stdout), "line")) as [string];
  const { pid, startTicks } = currentProcess();
  const living = join(parent, `toq-tmp-${pid}-${startTicks}-abcdef`);
  mkdirSync(living);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(existsSync(left)).toBe(true);
  await promisify(execFile)("node", ["--input-type=module", "-e", PROGRAM], { env });
  expect([existsSync(left), existsSync(living), readdirSync(parent).length]).toEqual([false, true, 1]);
});

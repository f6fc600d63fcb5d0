import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { npmProgram, runNpm } from "./run-npm.ts";

test("under npm run its own script is started by Node on every system", () => {
  const environment = { npm_execpath: "/usr/lib/node_modules/npm/bin/npm-cli.js" };
  for (const platform of ["linux", "win32"] as const)
    expect(npmProgram(environment, platform)).toEqual({
      program: process.execPath,
      first: [environment.npm_execpath],
      shell: false,
    });
});

test("otherwise npm is looked for on PATH, on Windows through a shell, because it is a batch file there", () => {
  expect(npmProgram({}, "darwin")).toEqual({ program: "npm", first: [], shell: false });
  expect(npmProgram({}, "win32")).toEqual({ program: "npm", first: [], shell: true });
  expect(npmProgram({ npm_execpath: "/opt/pnpm/bin/pnpm.cjs" }, "linux")).toMatchObject({ program: "npm" });
});

test("an npm that hangs is ended, and that is the reason", async () => {
  const directory = mkdtempSync(join(tmpdir(), "run-npm-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, "npm"), "#!/bin/sh\nwhile :; do :; done\n");
  chmodSync(join(directory, "npm"), 0o755);
  const running = runNpm(["ci"], { directory, environment: { PATH: directory }, longestMs: 50 });
  await expect(running).rejects.toThrow("it did not end within 0.05 s");
});

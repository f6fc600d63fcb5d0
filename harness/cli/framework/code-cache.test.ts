import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { codeCacheDirectory } from "./code-cache.ts";

const ENABLER = join(PROJECT_ROOT, "harness/support/compile-cache.mjs");

test("a process that enables the cache before it loads anything keeps its code where all others do", () => {
  const { NODE_COMPILE_CACHE: _, ...environment } = process.env;
  const program = 'process.stdout.write(require("node:module").getCompileCacheDir())';
  const { stdout } = spawnSync(process.execPath, ["--import", ENABLER, "--eval", program], {
    encoding: "utf8",
    env: environment,
  });
  expect(stdout.startsWith(`${codeCacheDirectory(process.env, "compiled")}/`)).toBe(true);
});

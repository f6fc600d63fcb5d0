import { globSync } from "node:fs";
import { withSlashes } from "../../../support/with-slashes.ts";

/** Not part of the system: tests, and what only they use. */
const LEFT_OUT = /\.test\.ts$|\/(test|fixtures)\//;

/** The files of the system, from the project's root, sorted: server, Lambdas, state machines and what they share. */
export function sourceFiles(root: string): readonly string[] {
  return found("{server,lambdas,system}/**/*.ts", root).filter((file) => !LEFT_OUT.test(file));
}

/** Every story. */
export function storyFiles(root: string): readonly string[] {
  return found("scenarios/**/*.scenario.ts", root);
}

/** The unit tests of the system. */
export function unitTestFiles(root: string): readonly string[] {
  return found("{server,lambdas,system}/**/*.test.ts", root);
}

function found(pattern: string, root: string): readonly string[] {
  return globSync(pattern, { cwd: root }).map(withSlashes).sort();
}

/** The folder by which mutants are drawn and counted: `server/auth`, `lambdas/zip`; `server` for files right in it. */
export function folderOf(file: string): string {
  const parts = file.split("/");
  return parts.slice(0, Math.min(2, parts.length - 1)).join("/");
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { UsageError } from "../../support/usage-error.ts";
import type { ForeignFile } from "./foreign-system.ts";

/** A directory of a world's own, in which its server runs. It goes with the world, at the latest with this process. */
export interface WorkingDirectory {
  readonly path: string;
  remove(): void;
}

export function makeWorkingDirectory(): WorkingDirectory {
  const path = mkdtempSync(join(tmpdir(), "toq-world-"));
  const remove = (): void => {
    process.removeListener("exit", remove);
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", remove);
  return { path, remove };
}

/**
 * Makes the server's files in its directory; `fill` gives the text of a template. Copies, because a world must not write into
 * what others read, too.
 *
 * @throws UsageError for what cannot be read, or would leave the directory.
 */
export function makeFiles(
  directory: string,
  files: readonly ForeignFile[],
  fill: (path: string, template: Extract<ForeignFile["content"], { kind: "template" }>) => string,
): void {
  for (const file of files) {
    const path = join(directory, file.path);
    if (relative(directory, path).startsWith("..")) {
      throw new UsageError(`The file ${file.path} would lie outside of the server's working directory.`);
    }
    mkdirSync(dirname(path), { recursive: true });
    const { content } = file;
    if (content.kind === "template") writeFileSync(path, fill(file.path, content));
    else copy(content.from, path);
  }
}

function copy(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true, dereference: true });
  } catch (error) {
    throw new UsageError(`${from} cannot be copied: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

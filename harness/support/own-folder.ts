import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { currentProcess, isAlive } from "./process-identity.ts";

const NAME = /^toq-tmp-(\d+)-(\d+)-/;

/** The machine's, also where this process, or the one that started it, has a folder of its own for temporary files. */
export const SYSTEM_TEMPORARY_FOLDER = tmpdir().replace(/\/toq-tmp-\d+-\d+-[^/]*$/, "");

/**
 * Makes a folder for the temporary files of this process, whose name says who owns it, and removes the folders of processes that
 * have ended, however they ended. The caller removes its own.
 */
function makeOwnFolder(parent = SYSTEM_TEMPORARY_FOLDER): string {
  sweep(parent);
  const { pid, startTicks } = currentProcess();
  return mkdtempSync(join(parent, `toq-tmp-${pid}-${startTicks}-`));
}

/**
 * From now on everything in this process and in those that it starts has its temporary files in a folder that goes with the
 * process: `tmpdir()` follows TMPDIR, and so do ffmpeg, Python and the rest. After a `kill -9` the next start removes it.
 */
export function keepTemporaryFilesTogether(): string {
  const folder = makeOwnFolder();
  process.env.TMPDIR = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 2 }));
  return folder;
}

function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, pid, startTicks = "0"] = NAME.exec(name) ?? [];
    if (pid === undefined || isAlive({ pid: Number(pid), startTicks })) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // Another user's, or another process of ours sweeps too.
    }
  }
}

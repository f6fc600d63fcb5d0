import { execFile } from "node:child_process";
import { constants, cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { EngineBinary, EngineSearch } from "./engine.ts";
import { makeOwnedDirectory } from "./engine-directory.ts";
import { dataFlags } from "./server-flags.ts";

const run = promisify(execFile);

/**
 * MySQL does not start on an empty directory, and initialising one takes 2 to 3 seconds; so that is done once per
 * version and copied afterwards (0.1 s).
 */
export async function provideMysqlData(binary: EngineBinary, directory: string, search: EngineSearch): Promise<void> {
  const cache = engineCacheDirectory(search.environment);
  const template = join(cache, `data-${binary.flavour}-${binary.version}`);
  if (!existsSync(template)) {
    search.onProgress(`initialising MySQL ${binary.version}, once …`);
    mkdirSync(cache, { recursive: true });
    const scratch = makeOwnedDirectory(cache);
    try {
      await initialise(binary, join(scratch, "data"));
      renameOver(join(scratch, "data"), template);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  cpSync(template, join(directory, "data"), { recursive: true, mode: constants.COPYFILE_FICLONE });
}

async function initialise(binary: EngineBinary, dataDirectory: string): Promise<void> {
  mkdirSync(dataDirectory);
  await run(binary.path, [...dataFlags(binary, dataDirectory), "--initialize-insecure"], {
    env: { ...process.env, ...binary.environment },
    timeout: 120_000,
  });
  // The server's own identity; each copy makes a new one.
  rmSync(join(dataDirectory, "auto.cnf"), { force: true });
}

function renameOver(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

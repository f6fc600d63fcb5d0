import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The file's bytes from the cache; made first when it is not there. Two processes at once are fine: rename is atomic.
 */
export async function cached(directory: string, name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const path = join(directory, name);
  try {
    return await readFile(path);
  } catch (error) {
    if (!hasCode(error, ["ENOENT", "ENOTDIR"])) throw error;
  }
  const bytes = await make();
  try {
    await store(directory, name, bytes);
  } catch (error) {
    // A cache that cannot be written costs time, not the run.
    if (!hasCode(error, ["EACCES", "EPERM", "EROFS", "ENOSPC", "EEXIST", "ENOTDIR"])) throw error;
  }
  return bytes;
}

async function store(directory: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(directory, { recursive: true });
  const temporary = await mkdtemp(join(directory, ".new-"));
  try {
    await writeFile(join(temporary, name), bytes);
    await rename(join(temporary, name), join(directory, name));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

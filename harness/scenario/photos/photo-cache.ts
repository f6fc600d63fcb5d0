import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Raised when a generated photo changes, so that old files are not taken for new ones. */
const GENERATION = 1;

/** `${XDG_CACHE_HOME:-~/.cache}/toq-media-harness/photos/`. */
function directory(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "toq-media-harness", "photos", `v${GENERATION}`);
}

/** The file's bytes from the cache; made first when it is not there. Two processes at once are fine: rename is atomic. */
export async function cached(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const path = join(directory(), name);
  try {
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const bytes = await make();
  await mkdir(dirname(path), { recursive: true });
  const temporary = await mkdtemp(join(dirname(path), ".new-"));
  try {
    await writeFile(join(temporary, name), bytes);
    await rename(join(temporary, name), path);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return bytes;
}

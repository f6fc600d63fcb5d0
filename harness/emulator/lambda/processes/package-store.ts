import { createHash } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync, utimesSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { machineTime } from "../../../clock/machine-time.ts";
import { cacheDirectory } from "../../../support/cache-directory.ts";
import { modifiedMs, withScratchDirectory } from "../../../support/scratch-directory.ts";
import { type DeployedCode, unpack } from "./deployed-code.ts";

/** One file of a package that lies on this machine unpacked. */
export interface PackageFile {
  /** Path inside the package, with slashes. */
  readonly name: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** A package that no run has used for so long is removed when another one is stored. */
const UNUSED_MS = 7 * 86_400_000;

/**
 * Packages by their content, unpacked once for all worlds, threads and runs: each is 10 MB, and a world has six. They are in the
 * cache, which may be deleted when no run is under way.
 */
export class PackageStore {
  readonly #cache: string;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#cache = cacheDirectory(environment, "packages");
  }

  /** A deployment package. Throws InvalidParameterValueException for what is no ZIP, is too large, or would leave its folder. */
  ofZip(zip: Buffer): Promise<DeployedCode> {
    const digest = createHash("sha256").update(zip).digest();
    return this.#stored(digest, zip.length, (folder) => unpack(zip, folder));
  }

  /** The files of a package, names as in a ZIP. */
  ofFiles(files: readonly PackageFile[]): Promise<DeployedCode> {
    const hash = createHash("sha256");
    const inOrder = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, content, executable } of inOrder) {
      hash.update(JSON.stringify([name, content.length, executable])).update(content);
    }
    const sizeBytes = files.reduce((sum, { content }) => sum + content.length, 0);
    return this.#stored(hash.digest(), sizeBytes, async (folder) => {
      for (const { name, content, executable } of inOrder) {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content, { mode: executable ? 0o755 : 0o644 });
      }
    });
  }

  async #stored(digest: Buffer, sizeBytes: number, fill: (folder: string) => Promise<void>): Promise<DeployedCode> {
    const folder = join(this.#cache, digest.toString("hex"));
    if (existsSync(folder)) {
      const now = machineTime.now() / 1000;
      utimesSync(folder, now, now);
    } else {
      await withScratchDirectory(this.#cache, async (scratch) => {
        const filled = join(scratch, "package");
        await mkdir(filled);
        await fill(filled);
        putInPlace(filled, folder);
      });
      this.#removeUnused();
    }
    // It belongs to no function: others run it, too.
    return { folder, sizeBytes, sha256: digest.toString("base64"), remove: () => {} };
  }

  #removeUnused(): void {
    for (const name of readdirSync(this.#cache)) {
      const path = join(this.#cache, name);
      const usedMs = modifiedMs(path);
      if (!name.startsWith("scratch-") && usedMs !== undefined && machineTime.now() - usedMs > UNUSED_MS) {
        rmSync(path, { recursive: true, force: true });
      }
    }
  }
}

/** Appears whole, or not at all; another thread may have been faster with the same content. */
function putInPlace(filled: string, folder: string): void {
  try {
    renameSync(filled, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

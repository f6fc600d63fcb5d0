import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { buffer } from "node:stream/consumers";
import { type Entry, fromBufferPromise } from "yauzl";
import { invalidParameterValue } from "../errors.ts";
import { MAX_UNZIPPED_BYTES } from "../limits.ts";

/** A deployment package in a folder of its own, as AWS has it at /var/task. */
export interface DeployedCode {
  readonly folder: string;
  readonly sizeBytes: number;
  /** Base64, of the ZIP. */
  readonly sha256: string;
  /** The ZIP itself, where it is kept. */
  readonly zipPath?: string;
  remove(): void;
}

const zipBeside = (folder: string): string => `${folder}.zip`;

const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** The unpacked packages of one cloud. They go with it, and at the latest with this process. */
export class CodeStore {
  readonly #folders = new Set<string>();
  readonly #removeAll = (): void => {
    for (const folder of this.#folders) {
      rmSync(folder, { recursive: true, force: true });
      rmSync(zipBeside(folder), { force: true });
    }
    this.#folders.clear();
  };

  /** Unpacks a ZIP. Throws InvalidParameterValueException for what is no ZIP, is too large, or would leave its folder. */
  async deploy(zip: Buffer): Promise<DeployedCode> {
    if (zip.length === 0) throw invalidParameterValue("Uploaded file must be a non-empty zip");
    const folder = await realpath(await mkdtemp(join(tmpdir(), "lambda-function-")));
    if (this.#folders.size === 0) process.once("exit", this.#removeAll);
    this.#folders.add(folder);
    const zipPath = zipBeside(folder);
    const remove = (): void => {
      rmSync(folder, { recursive: true, force: true });
      rmSync(zipPath, { force: true });
      this.#folders.delete(folder);
      if (this.#folders.size === 0) process.removeListener("exit", this.#removeAll);
    };
    try {
      await unpack(zip, folder);
      await writeFile(zipPath, zip);
    } catch (error) {
      remove();
      throw error;
    }
    return {
      folder,
      sizeBytes: zip.length,
      sha256: createHash("sha256").update(zip).digest("base64"),
      zipPath,
      remove,
    };
  }

  close(): void {
    this.#removeAll();
    process.removeListener("exit", this.#removeAll);
  }
}

/** Throws InvalidParameterValueException for what is no ZIP, is too large, or would leave `folder`. */
export async function unpack(zip: Buffer, folder: string): Promise<void> {
  // yauzl refuses absolute names and those with `..`, and a content that is not as long as its entry says.
  const archive = await fromBufferPromise(zip).catch(couldNotUnzip);
  let leftBytes = MAX_UNZIPPED_BYTES;
  const entries = archive.eachEntry()[Symbol.asyncIterator]();
  for (;;) {
    const { value: entry, done } = await entries.next().catch(couldNotUnzip);
    if (done || !entry) return;
    leftBytes -= entry.uncompressedSize;
    if (leftBytes < 0) throw invalidParameterValue(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
    const path = placeOf(entry, folder);
    if (entry.fileName.endsWith("/")) {
      await mkdir(path, { recursive: true });
      continue;
    }
    const stream = await archive.openReadStreamPromise(entry).catch(couldNotUnzip);
    const content = await buffer(stream).catch(couldNotUnzip);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { mode: modeOf(entry) });
  }
}

function placeOf(entry: Entry, folder: string): string {
  const path = join(folder, entry.fileName);
  const isLink = ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK;
  // A link could lead a later entry out of the folder.
  if (!path.startsWith(folder + sep) || isLink) return couldNotUnzip();
  return path;
}

/** As the ZIP says, but always readable and writable for us; 0 of archivers that know no modes. */
function modeOf(entry: Entry): number {
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  return mode === 0 ? 0o644 : mode | 0o600;
}

function couldNotUnzip(): never {
  throw invalidParameterValue("Could not unzip uploaded file. Please check your file, then try to upload again.");
}

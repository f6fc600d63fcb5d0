import { failureText } from "../failure-text.ts";
import { openObject } from "../media/stored-object.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";
import { uploadStream } from "./upload.ts";
import { type ZipSource, ZipStream } from "./zip-stream.ts";

export interface ArchiveEntry {
  /** Key of the object to put in. */
  readonly source: string;
  readonly name: string;
}

export interface ArchiveSizes {
  readonly zipBytes: number;
  readonly sourceBytes: number;
}

/** What deflating costs in virtual time: 60 MiB a second, as measured for photos on one core. */
const DEFLATE_MS_PER_MEBIBYTE = 17;

/**
 * Streams objects into a ZIP and the ZIP into the bucket; no more than a few parts of it are in memory at a time.
 * Throws a FunctionError (`failed to download <key>: …`, `failed to write <key> to zip: …`, `failed to upload zip to <key>: …`); then nothing is stored.
 */
export async function storeArchive(
  deps: LambdaDependencies,
  key: string,
  entries: readonly ArchiveEntry[],
): Promise<ArchiveSizes> {
  const zip = new ZipStream(entries.map((entry) => zipSource(deps, entry)));
  await uploadStream(deps, key, zip.readable());
  return { zipBytes: zip.bytes, sourceBytes: zip.sourceBytes };
}

function zipSource(deps: LambdaDependencies, { source, name }: ArchiveEntry): ZipSource {
  return {
    name,
    open: () =>
      openObject(deps, source).catch((error: unknown) => {
        throw new FunctionError("wrapError", `failed to download ${source}: ${failureText(error)}`);
      }),
    writeFailure: (error) => new FunctionError("wrapError", `failed to write ${source} to zip: ${failureText(error)}`),
    deflate: (bytes, work) => {
      const costMs = Math.round((bytes / 1_048_576) * DEFLATE_MS_PER_MEBIBYTE);
      return deps.compute(`deflate ${source}`, costMs, work);
    },
  };
}

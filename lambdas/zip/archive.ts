import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { ZipArchive } from "archiver";
import { failureText } from "../failure-text.ts";
import { openObject } from "../media/stored-object.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";
import { uploadStream } from "./upload.ts";

export interface ArchiveEntry {
  /** Key of the object to put in. */
  readonly source: string;
  readonly name: string;
}

export interface ArchiveSizes {
  readonly zipBytes: number;
  readonly sourceBytes: number;
}

/** Go's archive/zip deflates at level 5 of 9. */
const DEFLATE_LEVEL = 5;

/** What deflating costs in virtual time: 60 MiB a second, as measured for photos on one core. */
const DEFLATE_MS_PER_MEBIBYTE = 17;

/**
 * The time stamp of every entry. Go writes a DOS date and time of 0, which no valid Date can express; archiver's
 * arithmetic turns an invalid one into exactly that.
 */
const NO_TIME = new Date(Number.NaN);

/**
 * Streams objects into a ZIP and the ZIP into the bucket; no more than a few parts of it are in memory at a time.
 * Throws a FunctionError (`failed to download <key>: …`, `failed to upload zip to <key>: …`); then nothing is stored.
 */
export async function storeArchive(
  deps: LambdaDependencies,
  key: string,
  entries: readonly ArchiveEntry[],
): Promise<ArchiveSizes> {
  const { ZipArchive } = await import("archiver");
  const archive = new ZipArchive({ zlib: { level: DEFLATE_LEVEL } });
  const output = archive.pipe(new PassThrough());
  const stop = new AbortController();
  const uploading = uploadStream(deps, key, output).catch((error: unknown) => {
    stop.abort(error);
    throw error;
  });
  const feeding = feed(deps, archive, entries, stop.signal).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(failureText(error)));
    throw error;
  });
  const [fed, uploaded] = await Promise.allSettled([feeding, uploading]);
  // Whichever failed first made the other one fail too; a stopped feed says why it was stopped.
  if (fed.status === "rejected") throw fed.reason;
  if (uploaded.status === "rejected") throw uploaded.reason;
  return { zipBytes: archive.pointer(), sourceBytes: fed.value };
}

/** Appends one object after the other, each opened only when the one before is through. Resolves with the bytes read. */
async function feed(
  deps: LambdaDependencies,
  archive: ZipArchive,
  entries: readonly ArchiveEntry[],
  stop: AbortSignal,
): Promise<number> {
  let total = 0;
  for (const entry of entries) {
    const bytes = await append(deps, archive, entry, stop);
    const costMs = Math.round((bytes / 1_048_576) * DEFLATE_MS_PER_MEBIBYTE);
    await deps.compute(`deflate ${entry.source}`, costMs, () => Promise.resolve());
    total += bytes;
  }
  await archive.finalize();
  return total;
}

async function append(
  deps: LambdaDependencies,
  archive: ZipArchive,
  { source, name }: ArchiveEntry,
  stop: AbortSignal,
): Promise<number> {
  const body = await openObject(deps, source).catch((error: unknown) => {
    throw wrapped(`failed to download ${source}: ${failureText(error)}`);
  });
  let bytes = 0;
  body.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  body.pause();
  archive.append(body, { name, date: NO_TIME });
  try {
    await once(archive, "entry", { signal: stop });
  } catch (error) {
    body.destroy();
    stop.throwIfAborted();
    throw wrapped(`failed to write ${source} to zip: ${failureText(error)}`);
  }
  return bytes;
}

function wrapped(message: string): FunctionError {
  return new FunctionError("wrapError", message);
}

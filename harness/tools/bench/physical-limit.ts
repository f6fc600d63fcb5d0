import { PassThrough } from "node:stream";
import { ZipArchive } from "archiver";
import { createConnection } from "mysql2/promise";
import { makeVariants } from "../../../lambdas/thumbnails/make-variants.ts";
import type { EngineDescription } from "../../database/engine/engine.ts";
import type { Photo } from "../../scenario/photos/photo.ts";

/** Photos resized at the same time, as in the thumbnails Lambda. */
const PHOTOS_IN_FLIGHT = 2;
/**
 * With pieces of 256 KiB archiver is a seventh faster than with its own 16 KiB, and a limit should be as low as
 * possible.
 */
const DEFLATING = { level: 5, chunkSize: 256 * 1024 };

/** The cost of listing 28 without a harness: the same sharp calls, the same ZIP, as many statements. */
export async function physicalLimit(
  photos: readonly Photo[],
  statements: number,
  engine: EngineDescription,
): Promise<void> {
  await resize(photos);
  await archive(photos);
  await query(statements, engine);
}

async function resize(photos: readonly Photo[]): Promise<void> {
  const waiting = [...photos];
  const worker = async (): Promise<void> => {
    for (let photo = waiting.shift(); photo; photo = waiting.shift()) await makeVariants(photo.bytes, 1);
  };
  await Promise.all(Array.from({ length: PHOTOS_IN_FLIGHT }, worker));
}

async function archive(photos: readonly Photo[]): Promise<void> {
  const zip = new ZipArchive({ zlib: DEFLATING });
  const output = zip.pipe(new PassThrough());
  for (const { name, bytes } of photos) zip.append(bytes, { name });
  const ended = zip.finalize();
  for await (const _chunk of output);
  await ended;
}

async function query(statements: number, engine: EngineDescription): Promise<void> {
  const { address } = engine;
  const connection =
    "socketPath" in address
      ? await createConnection({ socketPath: address.socketPath, user: "root" })
      : await createConnection(address.url);
  for (let count = 0; count < statements; count++) await connection.query("SELECT 1");
  await connection.end();
}

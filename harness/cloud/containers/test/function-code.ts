import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";

/** A function's code for Lambda: one module, zipped. */
export async function zippedModule(source: string): Promise<Buffer> {
  const zip = new ZipArchive();
  zip.append(source, { name: "index.mjs" });
  const [bytes] = await Promise.all([buffer(zip), zip.finalize()]);
  return bytes;
}

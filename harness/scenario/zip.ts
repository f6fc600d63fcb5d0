import { createHash } from "node:crypto";
import { fromBuffer } from "yauzl";

export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Entries of a ZIP in the order of its directory, each read and checked against its CRC. */
export function readZip(archive: Buffer): Promise<ZipEntry[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (failure, zip) => {
      if (failure || !zip) return reject(failure ?? new Error("no ZIP"));
      const entries: ZipEntry[] = [];
      zip.on("error", reject);
      zip.on("end", () => resolve(entries));
      zip.on("entry", (entry: { fileName: string; uncompressedSize: number }) => {
        zip.openReadStream(entry as Parameters<typeof zip.openReadStream>[0], (error, stream) => {
          if (error || !stream) return reject(error ?? new Error(`no content of ${entry.fileName}`));
          const hash = createHash("sha256");
          let bytes = 0;
          stream.on("error", reject);
          stream.on("data", (chunk: Buffer) => {
            hash.update(chunk);
            bytes += chunk.length;
          });
          stream.on("end", () => {
            entries.push({ name: entry.fileName, bytes, sha256: hash.digest("hex") });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

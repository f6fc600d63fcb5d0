import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
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
      zip.on("entry", (entry: { fileName: string; uncompressedSize: number; crc32: number }) => {
        zip.openReadStream(entry as Parameters<typeof zip.openReadStream>[0], (error, stream) => {
          if (error || !stream) return reject(error ?? new Error(`no content of ${entry.fileName}`));
          const hash = createHash("sha256");
          let bytes = 0;
          let crc = 0;
          stream.on("error", reject);
          stream.on("data", (chunk: Buffer) => {
            hash.update(chunk);
            bytes += chunk.length;
            crc = crc32(chunk, crc);
          });
          stream.on("end", () => {
            // yauzl compares sizes, but leaves this to its caller.
            if (crc !== entry.crc32) return reject(new Error(`${entry.fileName} is not what the ZIP's CRC-32 says`));
            entries.push({ name: entry.fileName, bytes, sha256: hash.digest("hex") });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

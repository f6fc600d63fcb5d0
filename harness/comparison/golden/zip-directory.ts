import { createHash } from "node:crypto";
import { type Entry, fromBuffer } from "yauzl";
import type { RecordedZip } from "./recorded-step.ts";

type RecordedEntry = RecordedZip["entries"][number];

export interface ZipDirectory {
  /** As the recording describes them. */
  readonly entries: readonly RecordedEntry[];
  /** SHA-256 of each entry's content, in hex. */
  readonly sha256: readonly string[];
}

/** Everything that a ZIP's directory says, in its order, with the digest of each content; CRCs are checked. */
export function readZipDirectory(archive: Buffer): Promise<ZipDirectory> {
  return new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (failure, zip) => {
      if (failure || !zip) return reject(failure ?? new Error("no ZIP"));
      const entries: RecordedEntry[] = [];
      const sha256: string[] = [];
      zip.on("error", reject);
      zip.on("end", () => resolve({ entries, sha256 }));
      zip.on("entry", (entry: Entry) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error || !stream) return reject(error ?? new Error(`no content of ${entry.fileName}`));
          const hash = createHash("sha256");
          stream.on("error", reject);
          stream.on("data", (chunk: Buffer) => hash.update(chunk));
          stream.on("end", () => {
            entries.push(describe(entry));
            sha256.push(hash.digest("hex"));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

function describe(entry: Entry): RecordedEntry {
  const { lastModFileDate: date, lastModFileTime: time } = entry;
  return {
    name: entry.fileName,
    size: entry.uncompressedSize,
    compressed: entry.compressedSize,
    method: entry.compressionMethod,
    date: [1980 + (date >> 9), (date >> 5) & 15, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2],
    flags: entry.generalPurposeBitFlag,
    crc: entry.crc32.toString(16).padStart(8, "0"),
    externalAttr: entry.externalFileAttributes,
    createSystem: entry.versionMadeBy >> 8,
    createVersion: entry.versionMadeBy & 255,
    extractVersion: entry.versionNeededToExtract,
    extraHex: entry.extraFieldRaw.toString("hex"),
  };
}

import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";

/** One file of a deployment package. */
export interface PackagedFile {
  /** Path inside the package, with slashes. */
  readonly name: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** The earliest time that a ZIP can hold. */
const NO_TIME = new Date(Date.UTC(1980, 0, 1));

/** One ZIP of these files. The same files give the same bytes: sorted, with a fixed time, whatever their order was. */
export async function zipFiles(files: readonly PackagedFile[]): Promise<Buffer> {
  // Level 9 takes twice as long for one thousandth less.
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const zip = buffer(archive);
  for (const { name, content, executable } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    archive.append(content, { name, date: NO_TIME, mode: executable ? 0o755 : 0o644 });
  }
  // A failure comes out of the stream as well; waiting for both leaves no rejection behind.
  const [bytes] = await Promise.all([zip, archive.finalize()]);
  return bytes;
}

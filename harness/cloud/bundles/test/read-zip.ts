import { fromBufferPromise } from "yauzl";

interface ZippedFile {
  readonly name: string;
  readonly content: Buffer;
  /** Unix mode, as in `ls -l`. */
  readonly mode: string;
  readonly time: readonly [date: number, time: number];
}

export async function readZip(zip: Buffer): Promise<readonly ZippedFile[]> {
  const archive = await fromBufferPromise(zip, { decodeStrings: true });
  const files: ZippedFile[] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    files.push({
      name: entry.fileName,
      content: Buffer.concat(chunks),
      mode: (entry.externalFileAttributes >>> 16).toString(8),
      time: [entry.lastModFileDate, entry.lastModFileTime],
    });
  }
  return files;
}

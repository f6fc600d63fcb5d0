import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";
import { expect, test } from "vitest";
import { readZip } from "./zip.ts";

async function archiveOf(content: string): Promise<Buffer> {
  const archive = new ZipArchive();
  archive.append(content, { name: "a.txt" });
  void archive.finalize();
  return buffer(archive);
}

test("entries come with name, size and digest", async () => {
  expect(await readZip(await archiveOf("hello"))).toMatchObject([{ name: "a.txt", bytes: 5 }]);
});

test("an entry that is not what its CRC says is an error", async () => {
  const archive = await archiveOf("hello");
  const directory = archive.indexOf(Buffer.from("504b0102", "hex"));
  archive.writeUInt32LE(archive.readUInt32LE(directory + 16) ^ 1, directory + 16);
  await expect(readZip(archive)).rejects.toThrow("a.txt is not what the ZIP's CRC-32 says");
});

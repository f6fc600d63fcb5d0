import { fromBuffer } from "yauzl";
import type { RecordedBody } from "./format.ts";

/** What is told of bytes that are no text. */
export type BinaryFacts =
  Exclude<RecordedBody, { kind: "text" }> extends infer Body
    ? Body extends unknown
      ? Omit<Body, "sha256" | "bytes">
      : never
    : never;

const MOST_ENTRIES = 1_000;
const PNG = Buffer.from("89504e470d0a1a0a", "hex");

/** Facts of a picture or a ZIP, by its first bytes; a broken one is just bytes. */
export async function describeBinary(body: Buffer): Promise<BinaryFacts> {
  const image = pngFacts(body) ?? jpegMeasures(body);
  if (image) return image;
  if (body.toString("latin1", 0, 2) === "PK") return zipFacts(body);
  return { kind: "binary" };
}

function pngFacts(body: Buffer): BinaryFacts | undefined {
  if (body.length < 24 || !body.subarray(0, 8).equals(PNG)) return undefined;
  return { kind: "image", format: "png", width: body.readUInt32BE(16), height: body.readUInt32BE(20) };
}

/** From the frame's header, the first segment of the kinds SOF0 to SOF2 (ITU-T T.81, B.2.2). */
function jpegMeasures(body: Buffer): BinaryFacts | undefined {
  if (body.length < 4 || body.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= body.length && body[at] === 0xff; at += 2 + body.readUInt16BE(at + 2)) {
    const marker = body[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) {
      return { kind: "image", format: "jpeg", width: body.readUInt16BE(at + 7), height: body.readUInt16BE(at + 5) };
    }
  }
  return undefined;
}

function zipFacts(body: Buffer): Promise<BinaryFacts> {
  return new Promise((resolve) => {
    fromBuffer(body, { lazyEntries: true }, (failure, zip) => {
      if (failure || !zip) return resolve({ kind: "binary" });
      const entries: { name: string; bytes: number }[] = [];
      const facts = (): BinaryFacts => {
        const left = zip.entryCount - entries.length;
        return { kind: "zip", entries, ...(left > 0 && { more: left }) };
      };
      zip.on("error", () => resolve({ kind: "binary" }));
      zip.on("end", () => resolve(facts()));
      zip.on("entry", ({ fileName, uncompressedSize }: { fileName: string; uncompressedSize: number }) => {
        entries.push({ name: fileName, bytes: uncompressedSize });
        if (entries.length === MOST_ENTRIES) resolve(facts());
        else zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { decodePicture } from "../thumbnails/decode.ts";
import { PictureError } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";

const LARGEST_VARIANT = 1200;

const brokenCase = z.object({
  base: z.string(),
  /** Bytes in hex that are written at places of the base, a checksum that follows them among them. */
  edits: z.array(z.tuple([z.number(), z.string()])).default([]),
  /** So many bytes are left. */
  cut: z.number().optional(),
  /** The base's chunks of PNG, in another order, doubled or left out. */
  chunks: z.array(z.number()).optional(),
  /** What Go 1.26.8 says, or the size of what it decodes. */
  error: z.string().optional(),
  size: z.tuple([z.number(), z.number()]).optional(),
  /** Of a GIF: SHA-256 of red, green and blue of all pixels, its beginning. */
  pixels: z.string().optional(),
});

/** Small pictures, and what became of each when it was broken in one place by a seeded draw. */
const fixture = z
  .object({ bases: z.record(z.string(), z.string()), cases: z.array(brokenCase) })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/broken-pictures.json", import.meta.url), "utf8")));

test.each(Object.entries(fixture.bases))(
  "%s, broken in many ways, is taken or refused as Go does",
  async (name, base64) => {
    const sharp = await loadSharp();
    const found: unknown[] = [];
    const expected: unknown[] = [];
    for (const one of fixture.cases.filter(({ base }) => base === name)) {
      const { error, size, pixels, ...change } = one;
      const bytes = broken(Buffer.from(base64, "base64"), change);
      const outcome = await decodePicture(sharp, bytes, 1, LARGEST_VARIANT).then(
        ({ original: { width, height }, base }) => ({
          size: [width, height],
          ...(pixels && { pixels: createHash("sha256").update(base.data).digest("hex").slice(0, 16) }),
        }),
        (thrown: unknown) => (thrown instanceof PictureError ? { error: thrown.message } : { thrown }),
      );
      found.push({ change, ...outcome });
      expected.push({ change, ...(error === undefined ? { size, ...(pixels && { pixels }) } : { error }) });
    }
    expect(expected.length).toBeGreaterThan(30);
    expect(found).toEqual(expected);
  },
);

type Change = Pick<z.infer<typeof brokenCase>, "edits" | "cut" | "chunks">;

function broken(base: Buffer, { edits, cut, chunks }: Change): Buffer {
  const bytes = Buffer.from(base);
  for (const [at, hex] of edits) bytes.set(Buffer.from(hex, "hex"), at);
  if (chunks === undefined) return bytes.subarray(0, cut);
  const own = chunksOf(bytes);
  return Buffer.concat([bytes.subarray(0, 8), ...chunks.map((index) => own[index] ?? Buffer.alloc(0))]);
}

/** Length, type, data and checksum of each chunk of a PNG. */
function chunksOf(bytes: Buffer): readonly Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    chunks.push(bytes.subarray(at, end));
    at = end;
  }
  return chunks;
}

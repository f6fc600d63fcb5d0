import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { z } from "zod";

/** A picture and what Go 1.26.8 with imaging 1.6.2, goexif and x/image 2019-10-09 said of it, recorded. */
export interface RecordedPicture {
  readonly name: string;
  readonly bytes: Buffer;
  /** Why it was refused; else it was decoded. */
  readonly error?: string | undefined;
  readonly size?: readonly [number, number] | undefined;
  /** The mean red, green and blue of nine cells, in hex. */
  readonly colours?: string | undefined;
}

const size = z.tuple([z.number(), z.number()]);
const goPicture = z.object({
  name: z.string(),
  length: z.number(),
  size: size.nullable(),
  error: z.string().nullable(),
  orientation: z.number(),
  colours: z.string().optional(),
});

/**
 * Files that were reported, and files that were made by rule and broken by seed. They stand one after the other in
 * go-pictures.br.
 */
export function readGoPictures(): readonly (RecordedPicture & { readonly orientation: number })[] {
  const pictures = z.array(goPicture).parse(readJson("go-pictures.json"));
  return withBytes(pictures, "go-pictures.br").map(({ name, bytes, orientation, colours, ...answer }) => ({
    name,
    bytes,
    orientation,
    colours,
    ...(answer.error !== null && { error: answer.error }),
    ...(answer.size && { size: answer.size }),
  }));
}

const damagedJpeg = z.object({
  /** How it was made: components, mode, sampling factors, size, and then what was done to it. */
  name: z.string(),
  length: z.number(),
  error: z.string().optional(),
  size: size.optional(),
  colours: z.string().optional(),
});

/** JPEGs that were made by rule (each sampling, colour model and mode) and damaged by seed. */
export function readDamagedJpegs(): readonly RecordedPicture[] {
  return withBytes(z.array(damagedJpeg).parse(readJson("damaged-jpegs.json")), "damaged-jpegs.br");
}

const brokenCase = z.object({
  base: z.string(),
  /** Bytes in hex that are written at places of the base, a checksum that follows them among them. */
  edits: z.array(z.tuple([z.number(), z.string()])).default([]),
  /** So many bytes are left. */
  cut: z.number().optional(),
  /** The base's chunks of PNG, in another order, doubled or left out. */
  chunks: z.array(z.number()).optional(),
  error: z.string().optional(),
  size: size.optional(),
  /** Of a GIF: SHA-256 of red, green and blue of all pixels, its beginning. */
  pixels: z.string().optional(),
  colours: z.string().optional(),
});
const brokenPictures = z.object({ bases: z.record(z.string(), z.string()), cases: z.array(brokenCase) });

/** Small pictures, and what became of each when it was broken in one place by a seeded draw. */
export function readBrokenPictures(): readonly (RecordedPicture & {
  readonly base: string;
  readonly pixels?: string | undefined;
})[] {
  const { bases, cases } = brokenPictures.parse(readJson("broken-pictures.json"));
  return cases.map(({ base, error, size: ofPicture, pixels, colours, ...change }) => ({
    name: `${base} ${JSON.stringify(change)}`,
    base,
    bytes: broken(Buffer.from(bases[base] ?? "", "base64"), change),
    error,
    size: ofPicture,
    pixels,
    colours,
  }));
}

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

/** Files that stand one after the other in a compressed one. */
function withBytes<T extends { readonly length: number }>(
  pictures: readonly T[],
  name: string,
): readonly (T & { readonly bytes: Buffer })[] {
  const files = brotliDecompressSync(read(name));
  let at = 0;
  return pictures.map((picture) => {
    at += picture.length;
    return { ...picture, bytes: files.subarray(at - picture.length, at) };
  });
}

function readJson(name: string): unknown {
  return JSON.parse(read(name).toString("utf8"));
}

function read(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { deflateLikeGo } from "./go-deflate.ts";
import { centralDirectory, dataDescriptor, localHeader, type WrittenEntry } from "./zip-records.ts";
import { type ZipSource, ZipStream } from "./zip-stream.ts";

/** Measured with Go 1.26: `flate.NewWriter(w, 5)`. */
test.each([
  ["", "010000ffff"],
  ["z", "aa02040000ffff"],
  ["y".repeat(10), "aa840340000000ffff"],
  ["x".repeat(1000), "aa1805a360140c7b00080000ffff"],
])("deflating %s gives Go's bytes", async (text, hex) => {
  expect((await deflate(Buffer.from(text))).toString("hex")).toBe(hex);
});

test("what takes many pieces of output inflates to itself, however it came", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 5 }),
      async (lengths) => {
        const chunks = lengths.map((length, index) => noise(length, index + 1));
        const pieces: Buffer[] = [];
        const body: AsyncIterable<Buffer> = Readable.from(chunks, { objectMode: false });
        for await (const piece of deflateLikeGo(body, atOnce)) pieces.push(piece);
        expect(inflateRawSync(Buffer.concat(pieces)).equals(Buffer.concat(chunks))).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test("whatever is deflated, inflates to itself", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      expect(inflateRawSync(await deflate(Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 200 },
  );
});

/** The first bytes of the ZIP in the recorded flows (golden, `firstBytesHex`). */
test("the first record is the recorded one", async () => {
  const name = "photo/horizontal/horizontal-01-IMG_2907.jpg";
  const archive = await buffer(new ZipStream([source(name, "x")]).readable());
  expect(archive.subarray(0, 64).toString("hex")).toBe(
    "504b0304140008000800000000000000000000000000000000002b00000070686f746f2f686f72697a6f6e74616c2f686f72697a6f6e74616c2d30312d494d47",
  );
});

test("the file after the one that is read is open already, and all are in the archive in order", async () => {
  const events: string[] = [];
  const files = ["a", "b", "c", "d"].map((name) => source(name, name.repeat(5), events));
  const zip = new ZipStream(files);
  const archive = await buffer(zip.readable());
  expect(events.filter((event) => event.startsWith("open"))).toEqual(["open a", "open b", "open c", "open d"]);
  // Opened at the turn of b at the earliest, when a was read to its end.
  expect(events.indexOf("open c")).toBeGreaterThan(events.indexOf("deflate a 5"));
  expect(zip.bytes).toBe(archive.length);
  expect(zip.sourceBytes).toBe(20);
});

/** Measured with Go 1.26: `CreateHeader` with the name `d/`, and nothing written. */
test("a name that ends in a slash is a folder: an empty object is one, any other is refused", async () => {
  const archive = await buffer(new ZipStream([source("d/", "")]).readable());
  expect(archive.toString("hex")).toBe(
    "504b03041400000000000000000000000000000000000000000002000000642f504b0102140014000000000000000000000000000000000000000000020000000000000000000000000000000000642f504b0506000000000100010030000000200000000000",
  );
  await expect(buffer(new ZipStream([source("d/", "x")]).readable())).rejects.toThrow("zip: write to directory");
  const named = { ...source("d/", "x"), writeFailure: () => new Error("named") };
  await expect(buffer(new ZipStream([source("a", "x"), named]).readable())).rejects.toThrow("named");
});

function entryWith(changes: Partial<WrittenEntry>): WrittenEntry {
  return { name: "a.jpg", offset: 0, crc: 0x8cdc1683, compressedSize: 7, size: 1, ...changes };
}

/** Measured with Go 1.26: `SetOffset(5 << 30)`, one file. */
test("an offset of 4 GiB and more is in ZIP64, and so is the end of the directory", () => {
  const offset = 5 * 2 ** 30;
  expect(centralDirectory([entryWith({ offset })], offset + 58).toString("hex")).toBe(
    "504b01021400140008000800000000008316dc8cffffffffffffffff05001c0000000000000000000000ffffffff612e6a706701001800010000000000000007000000000000000000004001000000504b06062c000000000000002d002d000000000000000000010000000000000001000000000000004f000000000000003a00004001000000504b060700000000890000400100000001000000504b050600000000ffffffffffffffffffffffff0000",
  );
});

/** Measured with Go 1.26: 4 GiB of zeroes. */
test("a file of 4 GiB has its sizes in 64 bits, also behind its data", () => {
  const big = { name: "big", offset: 0, crc: 0xd202ef8d, compressedSize: 4_174_383, size: 2 ** 32 };
  expect(dataDescriptor(big).toString("hex")).toBe("504b07088def02d22fb23f00000000000000000001000000");
  expect(centralDirectory([big], 4_174_440).toString("hex")).toBe(
    "504b010214002d0008000800000000008def02d2ffffffffffffffff03001c0000000000000000000000000000006269670100180000000000010000002fb23f00000000000000000000000000504b050600000000010001004d00000068b23f000000",
  );
});

/** Measured with Go 1.26: so many folders `0/`, `1/`, …; the last 98 bytes. */
test("65,535 entries and more are in ZIP64, and another program reads them", async () => {
  const pieces: Buffer[] = [];
  const entries: WrittenEntry[] = [];
  let offset = 0;
  for (let index = 0; index < 65_535; index++) {
    const header = localHeader(`${index}/`);
    pieces.push(header);
    entries.push({ name: `${index}/`, offset, crc: 0, compressedSize: 0, size: 0 });
    offset += header.length;
  }
  const archive = Buffer.concat([...pieces, centralDirectory(entries, offset)]);
  expect(archive.length).toBe(5_744_958);
  expect(archive.subarray(-98).toString("hex")).toBe(
    "504b06062c000000000000002d002d000000000000000000ffff000000000000ffff00000000000066d433000000000076d4230000000000504b060700000000dca857000000000001000000504b050600000000ffffffffffffffffffffffff0000",
  );
  const read = await fromBufferPromise(archive, { lazyEntries: true });
  expect(read.entryCount).toBe(65_535);
  const fewer = centralDirectory(entries.slice(1), offset);
  expect(fewer.includes(Buffer.from("504b0606", "hex"))).toBe(false);
});

test("a file that breaks off fails the archive", async () => {
  const broken = new Readable({
    read() {
      this.destroy(new Error("connection lost"));
    },
  });
  const zip = new ZipStream([{ name: "a", open: async () => broken, deflate: atOnce }]);
  await expect(buffer(zip.readable())).rejects.toThrow("connection lost");
});

test("a file that cannot be opened fails the archive, and the files before it are let go", async () => {
  const first = Readable.from([Buffer.from("first")], { objectMode: false });
  const zip = new ZipStream([
    { name: "a", open: async () => first, deflate: atOnce },
    { name: "b", open: () => Promise.reject(new Error("no such file")), deflate: atOnce },
  ]);
  await expect(buffer(zip.readable())).rejects.toThrow("no such file");
  expect(first.destroyed).toBe(true);
});

test("an archive that nobody reads on lets go of its files, also of one that is still being opened", async () => {
  const [first, second] = [endless(), endless()];
  const [firstClosed, secondClosed] = [once(first, "close"), once(second, "close")];
  const { promise: late, resolve: openLate } = Promise.withResolvers<Readable>();
  const archive = new ZipStream([
    { name: "a", open: async () => first, deflate: atOnce },
    { name: "b", open: () => late, deflate: atOnce },
  ]);
  for await (const _piece of archive.readable()) break;
  await firstClosed;
  openLate(second);
  await secondClosed;
});

/** Bytes that cannot be compressed, by a xorshift generator. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state;
  }
  return bytes;
}

function endless(): Readable {
  return new Readable({
    read() {
      this.push(Buffer.alloc(65_536, 1));
    },
  });
}

function atOnce(_bytes: number, work: () => Promise<void>): Promise<void> {
  return work();
}

function source(name: string, text: string, events: string[] = []): ZipSource {
  return {
    name,
    open: async () => {
      events.push(`open ${name}`);
      return Readable.from([Buffer.from(text)], { objectMode: false });
    },
    deflate: (bytes, work) => {
      events.push(`deflate ${name} ${bytes}`);
      return work();
    },
  };
}

async function deflate(bytes: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const body: AsyncIterable<Buffer> = Readable.from([bytes], { objectMode: false });
  for await (const piece of deflateLikeGo(body, atOnce)) pieces.push(piece);
  return Buffer.concat(pieces);
}

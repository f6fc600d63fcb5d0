import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deflateLikeGo } from "./go-deflate.ts";
import { ZipStream } from "./zip-stream.ts";

/** Measured with Go 1.26: `flate.NewWriter(w, 5)`. */
test.each([
  ["", "010000ffff"],
  ["z", "aa02040000ffff"],
  ["y".repeat(10), "aa840340000000ffff"],
  ["x".repeat(1000), "aa1805a360140c7b00080000ffff"],
])("deflating %s gives Go's bytes", async (text, hex) => {
  expect((await deflate(Buffer.from(text))).toString("hex")).toBe(hex);
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

test("a file is opened only when the one before is in the archive", async () => {
  const events: string[] = [];
  const zip = new ZipStream([source("a", "first", events), source("b", "second", events)]);
  const archive = await buffer(zip.readable());
  expect(events).toEqual(["open a", "written a 5", "open b", "written b 6"]);
  expect(zip.bytes).toBe(archive.length);
});

test("a file that breaks off fails the archive", async () => {
  const broken = new Readable({
    read() {
      this.destroy(new Error("connection lost"));
    },
  });
  const zip = new ZipStream([{ name: "a", open: async () => broken, written: async () => {} }]);
  await expect(buffer(zip.readable())).rejects.toThrow("connection lost");
});

test("an archive that nobody reads on lets go of its source", async () => {
  const endless = new Readable({
    read() {
      this.push(Buffer.alloc(65_536, 1));
    },
  });
  const reader = new ZipStream([{ name: "a", open: async () => endless, written: async () => {} }]).readable();
  const closed = once(endless, "close");
  for await (const _piece of reader) break;
  await closed;
});

function source(name: string, text: string, events: string[] = []) {
  return {
    name,
    open: async () => {
      events.push(`open ${name}`);
      return Readable.from([Buffer.from(text)], { objectMode: false });
    },
    written: async (size: number) => {
      events.push(`written ${name} ${size}`);
    },
  };
}

async function deflate(bytes: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of deflateLikeGo(Readable.from([bytes], { objectMode: false }))) pieces.push(piece);
  return Buffer.concat(pieces);
}

import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { splitLines } from "./split-lines.ts";

const split = (...chunks: (string | Buffer)[]) => splitLines("f", Readable.from(chunks.map((one) => Buffer.from(one))));

test("lines are those between line ends of either kind, whatever the chunks; a byte order mark is none of the text", async () => {
  const bytes = Buffer.from("\uFEFFone\r\ntwo ü\nthree");
  const chunks = [...bytes].map((byte) => Buffer.from([byte]));
  expect(await split(...chunks)).toEqual({ lines: { file: "f", text: ["one", "two ü", "three"] }, problems: [] });
});

test("a gigabyte without a line end is named, and the lines around it are read", async () => {
  const megabyte = Buffer.alloc(1024 * 1024, "x");
  function* endless(): Generator<Buffer> {
    yield Buffer.from("before\n");
    for (let count = 0; count < 1024; count++) yield megabyte;
    yield Buffer.from("\nafter");
  }
  const { lines, problems } = await splitLines("f", Readable.from(endless()));
  expect(lines.text).toEqual(["before", "", "after"]);
  expect(problems.map(({ place: { line }, reason }) => `${line}: ${reason}`)).toEqual([
    `2: a line of ${1024 ** 3} characters; lines of up to ${16 * 1024 * 1024} are read`,
  ]);
});

test("broken UTF-8 and NULs are named", async () => {
  const { problems } = await split("good\n", Buffer.from([0x61, 0xff, 0x0a, 0x00]));
  expect(problems.map(({ place: { line }, reason }) => `${line}: ${reason.slice(0, 9)}`)).toEqual([
    "2: bytes tha",
    "3: NUL bytes",
  ]);
});

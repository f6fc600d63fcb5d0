import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { expect, test } from "vitest";
import { watchLines } from "./lines-of.ts";

async function linesOf(...pieces: Buffer[]): Promise<string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  watchLines(stream, (line) => lines.push(line));
  for (const piece of pieces) stream.write(piece);
  stream.end();
  await finished(stream);
  await new Promise<void>((resolve) => (stream.closed ? resolve() : stream.once("close", resolve)));
  return lines;
}

test("lines arrive whole, however they were written", async () => {
  const text = Buffer.from("first\r\nsécond\n\nlast");
  const [one, two] = [text.subarray(0, 9), text.subarray(9)];
  expect(await linesOf(one, two)).toEqual(["first", "sécond", "", "last"]);
});

test("a character that two writes share is one character", async () => {
  const text = Buffer.from("é\n");
  expect(await linesOf(text.subarray(0, 1), text.subarray(1))).toEqual(["é"]);
});

test("a line without end comes in pieces", async () => {
  const lines = await linesOf(Buffer.alloc(1_000_001, "x"), Buffer.from("y\n"));
  expect(lines.map((line) => line.length)).toEqual([1_000_001, 1]);
});

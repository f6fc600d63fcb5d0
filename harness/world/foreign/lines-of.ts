import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** Characters of a line; what is longer comes in several, because a program that never ends its line must not fill memory. */
const LONGEST_LINE = 1_000_000;

/** Hands on what a program writes, line by line, as soon as a line has ended; a last line without its end as well. */
export function watchLines(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (text: string): void => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line.replace(/\r$/, ""));
    if (rest.length > LONGEST_LINE) {
      onLine(rest);
      rest = "";
    }
  };
  stream.on("data", (chunk: Buffer) => take(decoder.write(chunk)));
  stream.once("close", () => {
    take(decoder.end());
    if (rest !== "") onLine(rest);
  });
  // A pipe that breaks belongs to a program that ends, and its end is what counts.
  stream.on("error", () => {});
}

import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** Kept of one process between two invocations; a function that writes without end must not fill our memory. */
const MAXIMUM_KEPT = 1_000_000;

/** What a process writes to its outputs, in lines. */
export class OutputLines {
  #text = "";

  watch(stream: Readable): void {
    const decoder = new StringDecoder("utf8");
    stream.on("data", (chunk: Buffer) => {
      this.#text = (this.#text + decoder.write(chunk)).slice(-MAXIMUM_KEPT);
    });
    // A pipe that breaks belongs to a process that ends, and its end is what counts.
    stream.on("error", () => {});
  }

  /** Everything since the last call; a last line without its end as well. */
  take(): readonly string[] {
    const text = this.#text;
    this.#text = "";
    return text === "" ? [] : text.replace(/\n$/, "").split("\n");
  }
}

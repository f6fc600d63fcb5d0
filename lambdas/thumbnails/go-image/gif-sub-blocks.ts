import { PictureError } from "../raw-picture.ts";
import type { BufferedReader } from "./buffered-reader.ts";
import { EOF, withoutEof } from "./read-error.ts";

const NOTHING = new Uint8Array(0);

/** The sub-blocks of a GIF's image data as one stream of bytes (GIF89a, 15 and 16). */
export class SubBlocks {
  readonly #input: BufferedReader;
  #block: Uint8Array = NOTHING;
  #at = 0;
  #ended: string | undefined;

  constructor(input: BufferedReader) {
    this.#input = input;
  }

  readByte(): number {
    if (this.#at === this.#block.length) this.#fill();
    if (this.#ended !== undefined) throw new PictureError(this.#ended);
    return this.#block[this.#at++] as number;
  }

  /**
   * Looks for the terminator after the last code, and says what is there instead. Go lets pass what is left of the
   * sub-block, and one more of a single byte (Go 1.26 image/gif, run).
   */
  close(): string | undefined {
    if (this.#ended === undefined && this.#at === this.#block.length) {
      this.#fill();
      if (this.#ended === undefined && this.#block.length > 1) return "too much";
    }
    if (this.#ended === undefined) this.#fill();
    if (this.#ended === EOF) return undefined;
    return this.#ended ?? "too much";
  }

  #fill(): void {
    if (this.#ended !== undefined) return;
    this.#block = NOTHING;
    this.#at = 0;
    try {
      const length = withoutEof(() => this.#input.readByte());
      if (length === 0) this.#ended = EOF;
      else this.#block = withoutEof(() => this.#input.readFull(length));
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      this.#ended = error.message;
    }
  }
}

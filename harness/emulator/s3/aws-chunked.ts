import type { GrowingBody } from "../../network/body-shelf.ts";
import type { Content } from "../../network/content.ts";
import { incompleteBody, malformedTrailer } from "./errors.ts";

export interface DecodedBody {
  readonly body: Content;
  /** Lower-case names. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** Of a line between two chunks, and of all trailers. */
const LONGEST_LINE = 16_384;

/**
 * Takes the frames off an `aws-chunked` body: `<hex length>\r\n<bytes>\r\n` …, `0\r\n`, trailers, `\r\n`
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html). Throws IncompleteBody or MalformedTrailerError.
 */
export function decodeAwsChunked(framed: Content, decoded: GrowingBody): DecodedBody {
  const reader = new FrameReader(framed);
  try {
    for (;;) {
      const size = /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(reader.line() ?? "")?.[1];
      if (size === undefined) throw incompleteBody();
      const length = Number.parseInt(size, 16);
      if (length === 0) {
        const trailers = readTrailers(reader.rest());
        return { body: decoded.end(), trailers };
      }
      reader.take(length, decoded);
      if (reader.line() !== "") throw incompleteBody();
    }
  } catch (error) {
    decoded.abandon();
    throw error;
  }
}

/** Reads lines and counted bytes from pieces that end anywhere. */
class FrameReader {
  readonly #pieces: Iterator<Buffer>;
  #current: Buffer = Buffer.alloc(0);

  constructor(framed: Content) {
    this.#pieces = framed.pieces()[Symbol.iterator]();
  }

  /** Without its end; `undefined` when there is no whole line of a sensible length. */
  line(): string | undefined {
    for (;;) {
      const end = this.#current.indexOf("\r\n");
      if (end >= 0) {
        const line = this.#current.toString("latin1", 0, end);
        this.#current = this.#current.subarray(end + 2);
        return line;
      }
      if (this.#current.length > LONGEST_LINE || !this.#more()) return undefined;
    }
  }

  take(length: number, into: GrowingBody): void {
    for (let left = length; left > 0; ) {
      if (this.#current.length === 0 && !this.#more()) throw incompleteBody();
      const piece = this.#current.subarray(0, left);
      into.write(piece);
      left -= piece.length;
      this.#current = this.#current.subarray(piece.length);
    }
  }

  rest(): string {
    while (this.#current.length <= LONGEST_LINE && this.#more());
    return this.#current.toString("latin1");
  }

  #more(): boolean {
    const next = this.#pieces.next();
    if (next.done) return false;
    this.#current = this.#current.length === 0 ? next.value : Buffer.concat([this.#current, next.value]);
    return true;
  }
}

function readTrailers(rest: string): Map<string, string> {
  const trailers = new Map<string, string>();
  for (const line of rest.split(/\r?\n/)) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    if (colon <= 0) throw malformedTrailer();
    if (line.startsWith("x-amz-trailer-signature:")) continue;
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return trailers;
}

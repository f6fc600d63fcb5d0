import { createHash } from "node:crypto";
import type { GrowingBody } from "../../network/body-shelf.ts";
import type { Content } from "../../network/content.ts";
import type { ChunkSignatures } from "./chunk-signatures.ts";
import { chunkSignatureMismatch, incompleteBody, malformedTrailer } from "./errors.ts";

export interface DecodedBody {
  readonly body: Content;
  /** Lower-case names. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** Of a line between two chunks, and of all trailers. */
const LONGEST_LINE = 16_384;

/**
 * Takes the frames off an `aws-chunked` body: `<hex length>\r\n<bytes>\r\n` …, `0\r\n`, trailers, `\r\n`
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html). `signatures` verifies chunks that are signed. Throws
 * IncompleteBody, MalformedTrailerError or SignatureDoesNotMatch.
 */
export function decodeAwsChunked(framed: Content, decoded: GrowingBody, signatures?: ChunkSignatures): DecodedBody {
  const reader = new FrameReader(framed);
  try {
    for (;;) {
      const [, size, signature] =
        /^([0-9a-f]{1,8})(?:;(?:chunk-signature=([0-9a-f]*))?.*)?$/i.exec(reader.line() ?? "") ?? [];
      if (size === undefined) throw incompleteBody();
      const length = Number.parseInt(size, 16);
      const digest = signatures && createHash("sha256");
      reader.take(length, (piece) => {
        decoded.write(piece);
        digest?.update(piece);
      });
      if (digest && !signatures.chunk(digest.digest("hex"), signature)) throw chunkSignatureMismatch();
      if (length === 0) {
        const trailers = readTrailers(reader.rest(), signatures);
        return { body: decoded.end(), trailers };
      }
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

  take(length: number, into: (piece: Buffer) => void): void {
    for (let left = length; left > 0; ) {
      if (this.#current.length === 0 && !this.#more()) throw incompleteBody();
      const piece = this.#current.subarray(0, left);
      into(piece);
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

const TRAILER_SIGNATURE = "x-amz-trailer-signature:";

function readTrailers(rest: string, signatures: ChunkSignatures | undefined): Map<string, string> {
  const trailers = new Map<string, string>();
  let signature: string | undefined;
  for (const line of rest.split(/\r?\n/)) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    if (colon <= 0) throw malformedTrailer();
    if (line.startsWith(TRAILER_SIGNATURE)) signature = line.slice(TRAILER_SIGNATURE.length).trim();
    else trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const signed = [...trailers].map(([name, value]) => `${name}:${value}\n`).join("");
  if (signatures && trailers.size > 0 && !signatures.trailer(signed, signature)) throw chunkSignatureMismatch();
  return trailers;
}

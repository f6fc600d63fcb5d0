import { incompleteBody, malformedTrailer } from "./errors.ts";

export interface DecodedBody {
  readonly body: Buffer;
  /** Lower-case names. */
  readonly trailers: ReadonlyMap<string, string>;
}

/**
 * Takes the frames off an `aws-chunked` body: `<hex length>\r\n<bytes>\r\n` …, `0\r\n`, trailers, `\r\n`
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html). Throws IncompleteBody or MalformedTrailerError.
 */
export function decodeAwsChunked(framed: Buffer): DecodedBody {
  const chunks: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const end = framed.indexOf("\r\n", offset);
    const size = end < 0 ? undefined : /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(framed.toString("latin1", offset, end))?.[1];
    if (size === undefined) throw incompleteBody();
    const length = Number.parseInt(size, 16);
    offset = end + 2;
    if (length === 0) return { body: Buffer.concat(chunks), trailers: readTrailers(framed.subarray(offset)) };
    const after = offset + length;
    if (framed.toString("latin1", after, after + 2) !== "\r\n") throw incompleteBody();
    chunks.push(framed.subarray(offset, after));
    offset = after + 2;
  }
}

function readTrailers(rest: Buffer): Map<string, string> {
  const trailers = new Map<string, string>();
  for (const line of rest.toString("latin1").split(/\r?\n/)) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    if (colon <= 0) throw malformedTrailer();
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return trailers;
}

import { type BodyShelf, GrowingBody } from "../../network/body-shelf.ts";
import { MemoryContent } from "../../network/content.ts";
import { type DecodedBody, decodeAwsChunked } from "./aws-chunked.ts";
import type { ChunkSignatures } from "./chunk-signatures.ts";
import {
  contentSha256Mismatch,
  incompleteBody,
  invalidArgument,
  invalidRequest,
  malformedTrailer,
  missingContentLength,
  notImplemented,
} from "./errors.ts";
import type { S3Request } from "./request.ts";

const HEADER = "x-amz-content-sha256";
/** Bodies in frames. */
const STREAMED: ReadonlySet<string> = new Set([
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
]);

/**
 * The body as the client meant it, after the checks of transport: the declared hash, the frames, the decoded length, the
 * announced trailer, and `signatures` where chunks are signed. Checksums of the content are the next step (integrity.ts). The body is kept once; the caller releases it.
 */
export function receivePayload(
  request: S3Request,
  shelf: BodyShelf | undefined,
  signatures: () => ChunkSignatures | undefined = () => undefined,
): DecodedBody {
  const declared = request.headers[HEADER];
  if (declared === undefined) {
    if (request.headers.authorization?.startsWith("AWS4-"))
      throw invalidRequest(`Missing required header for this request: ${HEADER}`);
    return unframed(request, shelf);
  }
  if (declared === "UNSIGNED-PAYLOAD") return unframed(request, shelf);
  if (STREAMED.has(declared)) {
    return receiveFramed(request, shelf, declared.startsWith("STREAMING-AWS4-") ? signatures() : undefined);
  }
  if (declared.startsWith("STREAMING-")) throw notImplemented(`${HEADER}: ${declared}`, { Header: HEADER });
  if (!/^[0-9a-f]{64}$/i.test(declared)) {
    throw invalidArgument(
      `${HEADER} must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER or a valid sha256 value.`,
      HEADER,
      declared,
    );
  }
  const computed = request.body.digest("sha256");
  if (computed !== declared.toLowerCase()) throw contentSha256Mismatch(declared, computed);
  return unframed(request, shelf);
}

/** What comes from inside (a conversion's result) is in memory, and may be large all the same. */
function unframed({ body }: S3Request, shelf: BodyShelf | undefined): DecodedBody {
  const placed = shelf && body instanceof MemoryContent ? shelf.place(body.bytes()) : body;
  placed.keep();
  return { body: placed, trailers: new Map() };
}

function receiveFramed(
  request: S3Request,
  shelf: BodyShelf | undefined,
  signatures: ChunkSignatures | undefined,
): DecodedBody {
  const decodedLength = request.headers["x-amz-decoded-content-length"];
  if (decodedLength === undefined || !/^\d+$/.test(decodedLength)) throw missingContentLength();
  const decoded = decodeAwsChunked(request.body, new GrowingBody(shelf), signatures);
  // Kept for the moment, so that what is refused does not stay.
  decoded.body.keep();
  try {
    checkTrailers(request, decoded, Number(decodedLength));
  } catch (error) {
    decoded.body.release();
    throw error;
  }
  return decoded;
}

function checkTrailers(request: S3Request, decoded: DecodedBody, decodedLength: number): void {
  if (decoded.body.length !== decodedLength) throw incompleteBody();
  const announced = (request.headers["x-amz-trailer"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const sameNames = announced.length === decoded.trailers.size && announced.every((name) => decoded.trailers.has(name));
  if (!sameNames) throw malformedTrailer();
}

/** S3 stores nothing whose length it does not know beforehand. */
export function requireContentLength(request: S3Request): void {
  const framed = request.headers["x-amz-decoded-content-length"] !== undefined;
  if (!framed && request.headers["content-length"] === undefined) throw missingContentLength();
}

import { CHECKSUM_ALGORITHMS, checksumHeader, isRunning } from "../../../emulator/s3/checksums/algorithms.ts";
import type { HttpRequest } from "../../../network/http.ts";
import type { ForeseenDigests } from "./arriving-body.ts";

/** What S3 will ask of the body of such a request. Whatever else it asks is worked out from the file. */
export function foreseenDigests({ headers }: Omit<HttpRequest, "body">): ForeseenDigests {
  const declared = headers["x-amz-content-sha256"];
  // Of a body in frames the object is only a part.
  if (declared?.startsWith("STREAMING-")) return { digests: [], checksum: undefined };
  const isHashed = declared !== undefined && /^[0-9a-f]{64}$/i.test(declared);
  const claimed = CHECKSUM_ALGORITHMS.find((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  const taken = claimed ?? "CRC64NVME";
  return { digests: isHashed ? ["md5", "sha256"] : ["md5"], checksum: isRunning(taken) ? taken : undefined };
}

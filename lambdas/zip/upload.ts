import type { Readable } from "node:stream";
import { awsErrorText } from "../../system/go/aws-error-text.ts";
import { bucketOf } from "../media/bucket.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";

/** S3's smallest part; at most this many parts wait in memory for their upload. */
const PART_BYTES = 5 * 1_048_576;
const PARTS_IN_FLIGHT = 4;

/**
 * Stores a stream of unknown length: one PutObject below 5 MiB, otherwise a multipart upload, which is aborted when it
 * fails. Throws a FunctionError `failed to upload zip to <key>: …`, or the stream's own FunctionError.
 */
export async function uploadStream(deps: LambdaDependencies, key: string, body: Readable): Promise<void> {
  const { Upload } = await import("@aws-sdk/lib-storage");
  const upload = new Upload({
    client: deps.s3(),
    params: { Bucket: bucketOf(deps), Key: key, Body: body, ContentType: "application/zip" },
    partSize: PART_BYTES,
    queueSize: PARTS_IN_FLIGHT,
  });
  try {
    await upload.done();
  } catch (error) {
    if (error instanceof FunctionError) throw error;
    const reason = `failed to upload to s3: ${awsErrorText("S3", "PutObject", error)}`;
    throw new FunctionError("wrapError", `failed to upload zip to ${key}: ${reason}`);
  } finally {
    // A failed upload leaves the stream, and with it the download of an object, open.
    body.destroy();
  }
}

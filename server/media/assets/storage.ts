import { DeleteObjectsCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { awsErrorText } from "../../../system/go/aws-error-text.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";

const DELETE_BATCH = 1000;

/** Whether the object can be read; a failure, also a refusal, is logged. */
export async function objectIsReadable(media: MediaDependencies, log: Logger, key: string): Promise<boolean> {
  const command = new HeadObjectCommand({
    Bucket: media.configuration.s3.bucketName,
    Key: key,
    ChecksumMode: "ENABLED",
  });
  try {
    await media.aws.s3Reader.send(command);
    return true;
  } catch (error) {
    log.error("adapter.s3.listing.head_object_failed", { key, error: awsErrorText("S3", "HeadObject", error) });
    return false;
  }
}

/**
 * Deletes objects, 1000 per call; a missing object is no failure.
 *
 * @throws HttpError 500, with the first failures of single keys in the message.
 */
export async function deleteObjects(media: MediaDependencies, log: Logger, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += DELETE_BATCH) {
    const batch = keys.slice(start, start + DELETE_BATCH);
    const failures = await deleteBatch(media, log, batch);
    if (failures.length === 0) continue;
    const details = `s3 delete_objects returned errors: ${failures.join("; ")}`;
    log.error("adapter.s3.listing.delete_objects_partial_failure", { details });
    throw new HttpError(500, details);
  }
}

async function deleteBatch(media: MediaDependencies, log: Logger, keys: readonly string[]): Promise<readonly string[]> {
  const command = new DeleteObjectsCommand({
    Bucket: media.configuration.s3.bucketName,
    Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
  });
  try {
    const { Errors = [] } = await media.aws.s3Admin.send(command);
    return Errors.filter(({ Code }) => Code !== "NoSuchKey").map(
      ({ Key = "", Code = "", Message = "" }) => `key=${Key} code=${Code} message=${Message}`,
    );
  } catch (error) {
    const fields = { error: awsErrorText("S3", "DeleteObjects", error), keys_count: keys.length };
    log.error("adapter.s3.listing.delete_objects_error", fields);
    throw new HttpError(500, "failed to delete objects");
  }
}

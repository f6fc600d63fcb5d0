import { createHash } from "node:crypto";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { awsErrorText } from "../../../system/go/aws-error-text.ts";
import { encodeGoJson } from "../../../system/go/json.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";

export interface ProcessingMessage {
  readonly jobId: number;
  readonly listingIdentityId: number;
  readonly body: string;
  /** Empty when tracing is off. */
  readonly traceparent: string;
}

/** Body of the message (docs/contract/pipeline.md 3). */
export function processingMessageBody(jobId: number, listingIdentityId: number, assets: readonly MediaAsset[]): string {
  const entries = assets.map((asset) => ({ key: asset.rawKey, type: asset.assetType }));
  return encodeGoJson({ jobId, listingIdentityId, assets: entries, retry: 0 });
}

/** @throws HttpError 500 `failed to publish job`. */
export async function sendProcessingMessage(
  media: MediaDependencies,
  log: Logger,
  message: ProcessingMessage,
): Promise<void> {
  const queue = media.configuration.queue.url;
  const attribute = (value: string) => ({ DataType: "String", StringValue: value });
  const command = new SendMessageCommand({
    QueueUrl: queue,
    MessageBody: message.body,
    MessageAttributes: {
      ListingIdentityId: attribute(String(message.listingIdentityId)),
      JobId: attribute(String(message.jobId)),
      RetryCount: attribute("0"),
      ...(message.traceparent === "" ? {} : { Traceparent: attribute(message.traceparent) }),
    },
  });
  const fields = { queue, listing_identity_id: message.listingIdentityId };
  try {
    const { MessageId = "", MD5OfMessageBody } = await media.aws.sqs.send(command);
    const difference = checksumDifference(message.body, MD5OfMessageBody);
    if (difference === undefined) {
      log.info("adapter.sqs.media.send_success", { ...fields, message_id: MessageId });
      return;
    }
    const problem = `message checksum validation failed, message ${MessageId} has invalid checksum, ${difference}`;
    throw publishFailed(log, fields, `operation error SQS: SendMessage, ${problem}`);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw publishFailed(log, fields, awsErrorText("SQS", "SendMessage", error));
  }
}

function publishFailed(log: Logger, fields: Readonly<Record<string, unknown>>, reason: string): HttpError {
  log.error("adapter.sqs.media.send_failed", { ...fields, error: reason });
  return new HttpError(500, "failed to publish job", null, { cause: reason });
}

/**
 * What the Go SDK says of an answer whose checksum is not the body's. An answer without one is accepted
 * (docs/contract/pipeline.md 8), which the SDK for JavaScript does not do, so its own check is off.
 */
function checksumDifference(body: string, answered: string | undefined): string | undefined {
  if (answered === undefined) return undefined;
  const computed = createHash("md5").update(body).digest("hex");
  return answered === computed ? undefined : `expected MD5 checksum ${answered}, got ${computed}`;
}

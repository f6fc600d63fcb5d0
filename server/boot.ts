import type { System } from "../system/revisions.ts";
import type { ServerConfiguration } from "./configuration.ts";
import type { Logger } from "./logging/logger.ts";
import { checkFinalizationArn } from "./media/outbox/finalization-machine.ts";

/**
 * The start-up lines that show how media processing is configured (docs/contract/logs.md 2, "start-up"); a missing
 * queue or machine is only warned about and leaves the media service unbuilt.
 *
 * @throws ConfigurationError for a finalization ARN that names another machine (not with D1).
 */
export function logStart(configuration: ServerConfiguration, system: System, log: Logger): void {
  const { region, bucketName } = configuration.s3;
  const queue = configuration.queue.url;
  const arn = configuration.workflow.finalizationStateMachineArn;
  const starting = log.with(["request_id", "server_initialization"]);
  starting.info("adapter.s3.creating", { region, listing_bucket: bucketName });
  starting.info("adapter.s3.created", { listing_bucket: bucketName, region });
  if (queue === "") {
    // start-conditions, "media_processing.queue.url removed"; the machine is still reported.
    starting.warn("adapter.sqs.media.queue_url_missing");
    log.warn("media processing queue adapter returned nil (configuration missing?)");
  } else {
    starting.info("adapter.sqs.media.created", { region, queue });
  }
  if (arn === "") {
    log.warn("adapter.stepfunctions.workflow.arn_missing");
    log.warn("MediaProcessingWorkflow not available - service will be nil");
    return;
  }
  checkFinalizationArn(system, arn);
  log.info("adapter.stepfunctions.workflow.created", { region, arn });
  if (queue === "") log.warn("MediaProcessingQueue not available - service will be nil");
}

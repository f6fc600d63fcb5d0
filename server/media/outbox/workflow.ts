import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { awsErrorText } from "../../../system/go/aws-error-text.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { wrongMachine } from "./finalization-machine.ts";

export interface FinalizationStart {
  readonly jobId: number;
  readonly listingIdentityId: number;
  readonly input: string;
}

export interface Execution {
  readonly arn: string;
  readonly startedAtMs: number;
}

/**
 * Starts the finalization machine; the execution's name is unique because the job's id is.
 *
 * @throws HttpError 500 `failed to start finalization workflow`; 403 when it is denied, at the current revision.
 */
export async function startFinalization(
  media: MediaDependencies,
  log: Logger,
  start: FinalizationStart,
): Promise<Execution> {
  const ids = { listing_identity_id: start.listingIdentityId, job_id: start.jobId };
  const command = new StartExecutionCommand({
    stateMachineArn: media.configuration.workflow.finalizationStateMachineArn,
    name: `finalization-${start.listingIdentityId}-${start.jobId}`,
    input: start.input,
  });
  let arn: string;
  try {
    arn = (await media.aws.sfn.send(command)).executionArn ?? "";
  } catch (error) {
    const reason = awsErrorText("SFN", "StartExecution", error);
    log.error("adapter.stepfunctions.start_execution_error", { err: reason, ...ids });
    if (media.system.features.workflowDenied403 && isAccessDenied(error)) {
      log.error("service.media.complete.workflow_denied", ids);
      const details = { reason: "workflow_access_denied" };
      throw new HttpError(403, "media finalization temporarily unavailable", details, { cause: reason });
    }
    throw startFailed(media, log, reason, ids);
  }
  const wrong = wrongMachine(media.system, arn);
  if (wrong !== undefined) {
    log.error("adapter.stepfunctions.start_execution_error", { err: wrong, ...ids });
    throw startFailed(media, log, wrong, ids);
  }
  log.info("adapter.stepfunctions.start_execution_success", { execution_arn: arn, ...ids });
  return { arn, startedAtMs: media.clock.now() };
}

function startFailed(
  media: MediaDependencies,
  log: Logger,
  reason: string,
  ids: Readonly<Record<string, unknown>>,
): HttpError {
  // The prefix came with the refusal of AccessDenied (recordings complete-start-* of both revisions).
  const err = media.system.features.workflowDenied403 ? `start finalization workflow: ${reason}` : reason;
  log.error("service.media.complete.start_workflow_error", { err, ...ids });
  return new HttpError(500, "failed to start finalization workflow", null, { cause: reason });
}

function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && error.name === "AccessDeniedException";
}

import { z } from "zod";
import type { Statements } from "../../database/database.ts";
import { moveProcessingAssets } from "../../database/media-assets.ts";
import { getJob, markJobRunning, updateJob } from "../../database/media-jobs.ts";
import { deleteOutboxRow, insertOutboxRow, type OutboxKind, type OutboxRow } from "../../database/outbox-rows.ts";
import { assetsKnowTheirJob } from "../../database/schema.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { deleteLeftObjects } from "../assets/asset-objects.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { freeListing } from "../listing/listing-progress.ts";
import { sendProcessingMessage } from "./queue.ts";
import { startFinalization } from "./workflow.ts";

/** Work that a request hands over: a message to the queue, or an execution of the finalization machine. */
export interface Handover {
  readonly kind: Exclude<OutboxKind, "delete">;
  readonly jobId: number;
  readonly listingIdentityId: number;
  /** The message's body, or the execution's input. */
  readonly body: string;
  readonly traceparent: string;
}

/** State of a handover when its transaction is about to commit. */
export type HandoverState =
  | { readonly kind: "done"; readonly executionArn: string }
  | { readonly kind: "row"; readonly rowId: number };

/**
 * D16: the message is sent, or the execution started, inside the open transaction: a fast consumer calls back before
 * the job is visible (404), and when the commit fails, work runs for a job that does not exist. Instead a row is
 * written here, and `handOverAfterCommit` does the work.
 */
export async function handOverWithin(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  handover: Handover,
): Promise<HandoverState> {
  if (!media.system.has("D16")) {
    return { kind: "row", rowId: await insertOutboxRow(db, handover, media.clock.now()) };
  }
  if (handover.kind === "process") {
    await sendProcessingMessage(media, log, handover);
    return { kind: "done", executionArn: "" };
  }
  const execution = await startFinalization(media, log, { ...handover, input: handover.body });
  try {
    const job = await getJob(db, handover.jobId);
    await updateJob(db, {
      ...job,
      status: "RUNNING",
      externalId: execution.arn,
      startedAtMs: execution.startedAtMs,
    });
  } catch (error) {
    const ids = { listing_identity_id: handover.listingIdentityId, job_id: handover.jobId };
    log.error("service.media.complete.update_job_error", { err: errorText(error), ...ids });
    throw new HttpError(500, "failed to persist job state");
  }
  return { kind: "done", executionArn: execution.arn };
}

/**
 * Performs the row's action, then stores the result and deletes the row in a transaction of its own. When the action
 * fails the caller gets the contract's error, the job is FAILED with the reason, and assets and listing are as before,
 * so that the call can be repeated. Returns the execution's ARN, empty for a message.
 *
 * @throws HttpError of the failed call.
 */
export async function handOverAfterCommit(
  media: MediaDependencies,
  log: Logger,
  handover: Handover,
  state: HandoverState,
): Promise<string> {
  if (state.kind === "done") return state.executionArn;
  try {
    return await deliver(media, log, handover, state.rowId);
  } catch (error) {
    await abandon(media, log, handover, state.rowId, reasonOf(error));
    throw error;
  }
}

/** Also used by the reconciler, for rows that their request did not deliver. */
export async function deliver(
  media: MediaDependencies,
  log: Logger,
  handover: Handover | Omit<OutboxRow, "id">,
  rowId: number,
): Promise<string> {
  if (handover.kind === "delete") {
    const keys = z.array(z.string()).parse(JSON.parse(handover.body));
    await deleteLeftObjects(media, log, handover.listingIdentityId, keys);
    await media.database.transaction({ log }, (db) => deleteOutboxRow(db, rowId));
    return "";
  }
  if (handover.kind === "process") {
    await sendProcessingMessage(media, log, handover);
    await media.database.transaction({ log }, (db) => deleteOutboxRow(db, rowId));
    return "";
  }
  const execution = await startFinalization(media, log, { ...handover, input: handover.body });
  await media.database.transaction({ log }, async (db) => {
    await markJobRunning(db, handover.jobId, execution);
    await deleteOutboxRow(db, rowId);
  });
  return execution.arn;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${errorText(error.cause)}` : "";
  return `${errorText(error)}${cause}`;
}

async function abandon(
  media: MediaDependencies,
  log: Logger,
  handover: Handover,
  rowId: number,
  reason: string,
): Promise<void> {
  try {
    await media.database.transaction({ log }, async (db) => {
      const job = await getJob(db, handover.jobId, "FOR UPDATE");
      await updateJob(db, { ...job, status: "FAILED", completedAtMs: media.clock.now(), lastError: reason });
      await deleteOutboxRow(db, rowId);
      if (handover.kind === "finalize") {
        await freeListing(db, handover.listingIdentityId);
        return;
      }
      const assets = assetsKnowTheirJob(media.system) ? { jobId: handover.jobId } : handover;
      await moveProcessingAssets(db, assets, "PENDING_UPLOAD");
    });
  } catch (error) {
    // The row stays, so the reconciler tries again.
    log.error("service.media.outbox.abandon_error", { err: errorText(error), job_id: handover.jobId });
  }
}

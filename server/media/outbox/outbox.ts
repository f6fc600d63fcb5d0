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
export interface OutboxTask {
  readonly kind: Exclude<OutboxKind, "delete">;
  readonly jobId: number;
  readonly listingIdentityId: number;
  /** The message's body, or the execution's input. */
  readonly body: string;
  readonly traceparent: string;
}

/** State of a task when its transaction is about to commit. */
export type OutboxTaskState =
  | { readonly kind: "done"; readonly executionArn: string }
  | { readonly kind: "row"; readonly rowId: number };

/**
 * D16: the message is sent, or the execution started, inside the open transaction: a fast consumer calls back before
 * the job is visible (404), and when the commit fails, work runs for a job that does not exist. Instead a row is
 * written here, and `dispatchAfterCommit` does the work.
 */
export async function dispatchInTransaction(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  task: OutboxTask,
): Promise<OutboxTaskState> {
  if (!media.system.has("D16")) {
    return { kind: "row", rowId: await insertOutboxRow(db, task, media.clock.now()) };
  }
  if (task.kind === "process") {
    await sendProcessingMessage(media, log, task);
    return { kind: "done", executionArn: "" };
  }
  const execution = await startFinalization(media, log, { ...task, input: task.body });
  try {
    const job = await getJob(db, task.jobId);
    await updateJob(db, {
      ...job,
      status: "RUNNING",
      externalId: execution.arn,
      startedAtMs: execution.startedAtMs,
    });
  } catch (error) {
    const ids = { listing_identity_id: task.listingIdentityId, job_id: task.jobId };
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
export async function dispatchAfterCommit(
  media: MediaDependencies,
  log: Logger,
  task: OutboxTask,
  state: OutboxTaskState,
): Promise<string> {
  if (state.kind === "done") return state.executionArn;
  try {
    return await deliver(media, log, task, state.rowId);
  } catch (error) {
    await abandon(media, log, task, state.rowId, reasonOf(error));
    throw error;
  }
}

/** Also used by the reconciler, for rows that their request did not deliver. */
export async function deliver(
  media: MediaDependencies,
  log: Logger,
  task: OutboxTask | Omit<OutboxRow, "id">,
  rowId: number,
): Promise<string> {
  if (task.kind === "delete") {
    const keys = z.array(z.string()).parse(JSON.parse(task.body));
    await deleteLeftObjects(media, log, task.listingIdentityId, keys);
    await media.database.transaction({ log }, (db) => deleteOutboxRow(db, rowId));
    return "";
  }
  if (task.kind === "process") {
    await sendProcessingMessage(media, log, task);
    await media.database.transaction({ log }, (db) => deleteOutboxRow(db, rowId));
    return "";
  }
  const execution = await startFinalization(media, log, { ...task, input: task.body });
  await media.database.transaction({ log }, async (db) => {
    await markJobRunning(db, task.jobId, execution);
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
  task: OutboxTask,
  rowId: number,
  reason: string,
): Promise<void> {
  try {
    await media.database.transaction({ log }, async (db) => {
      const job = await getJob(db, task.jobId, "FOR UPDATE");
      await updateJob(db, { ...job, status: "FAILED", completedAtMs: media.clock.now(), lastError: reason });
      await deleteOutboxRow(db, rowId);
      if (task.kind === "finalize") {
        await freeListing(db, task.listingIdentityId);
        return;
      }
      const assets = assetsKnowTheirJob(media.system) ? { jobId: task.jobId } : task;
      await moveProcessingAssets(db, assets, "PENDING_UPLOAD");
    });
  } catch (error) {
    // The row stays, so the reconciler tries again.
    log.error("service.media.outbox.abandon_error", { err: errorText(error), job_id: task.jobId });
  }
}

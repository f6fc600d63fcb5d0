import { deleteFinishedJobs } from "../database/media-jobs.ts";
import { errorText, type Logger } from "../logging/logger.ts";
import type { MediaDependencies } from "../media/dependencies.ts";
import { transactionReport } from "../media/transaction-report.ts";

const MAXIMUM_BATCH = 5000;

/**
 * One round: deletes finished jobs that are too old.
 *
 * D35: when the newest finalization job of a listing is deleted, its ZIP disappears from the API. Instead such a job is
 * kept.
 */
export async function cleanOldJobs(media: MediaDependencies, log: Logger): Promise<void> {
  const { maxAgeDays, batchSize } = media.configuration.retention;
  const cutoffMs = media.clock.now() - maxAgeDays * 86_400_000;
  const limit = Math.min(batchSize, MAXIMUM_BATCH);
  const keep = media.system.has("D35") ? "nothing" : "zips of listings";
  if (batchSize > MAXIMUM_BATCH) log.warn("media.cleaner.invalid_limit", { limit: batchSize });
  const report = transactionReport("clean", log);
  const count = await media.database.transaction(report, async (db) => {
    try {
      return await deleteFinishedJobs(db, cutoffMs, limit, keep);
    } catch (error) {
      log.error("media.cleaner.delete_error", { err: errorText(error) });
      throw error;
    }
  });
  if (count === 0) return;
  log.info("media.cleaner.deleted", { count });
  log.info("media_processing.cleaner.deleted", { count });
}

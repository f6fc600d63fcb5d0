import { formatGoDuration } from "../../system/go/duration.ts";
import { DatabaseError, TransactionError } from "../database/database-error.ts";
import { errorText, type Logger } from "../logging/logger.ts";
import { nanoseconds } from "../logging/nanoseconds.ts";
import type { MediaDependencies } from "../media/dependencies.ts";
import { cleanOldJobs } from "./cleaner.ts";
import { RECONCILE_INTERVAL_MS, reconcile } from "./reconciler.ts";

/** Starts an endless activity beside the requests. */
export type Spawn = (name: string, activity: () => Promise<void>) => void;

/** Reconciler and cleaner, each once at start and then at its interval (docs/contract/config.md 4). */
export function startWorkers(media: MediaDependencies, serverLog: Logger, spawn: Spawn): void {
  // Workers go on with the context in which the server was put together (docs/contract/logs.md, "Correlation fields").
  const log = serverLog.with(["request_id", "server_initialization"]);
  const timeout = formatGoDuration(media.configuration.workflow.stuckJobTimeoutMinutes * 60_000);
  spawn("media reconciler", () =>
    repeat(media, "media reconciler", RECONCILE_INTERVAL_MS, async () => {
      try {
        await reconcile(media, log);
        log.debug("goroutine.media_reconciler.ok", { timeout });
      } catch (error) {
        log.error("goroutine.media_reconciler.error", { err: errorText(error), timeout });
      }
    }),
  );
  const { cleanupIntervalMinutes, maxAgeDays, batchSize } = media.configuration.retention;
  const intervalMs = cleanupIntervalMinutes * 60_000;
  log.info("media_processing cleaner started", {
    interval: nanoseconds(intervalMs),
    max_age: nanoseconds(maxAgeDays * 86_400_000),
    batch_size: batchSize,
  });
  spawn("media cleaner", () =>
    repeat(media, "media cleaner", intervalMs, async () => {
      try {
        await cleanOldJobs(media, log);
      } catch (error) {
        log.warn("media_processing.cleaner.run_failed", { err: outwardText(error) });
      }
    }),
  );
}

/** What the cleaner's service lets out of a failed transaction, whose reason it has logged itself. */
function outwardText(error: unknown): string {
  const known = error instanceof TransactionError || error instanceof DatabaseError;
  return known ? "HTTP 500: Internal server error" : errorText(error);
}

async function repeat(
  media: MediaDependencies,
  name: string,
  intervalMs: number,
  round: () => Promise<void>,
): Promise<never> {
  for (;;) {
    await round();
    await media.clock.sleep(intervalMs, name);
  }
}

import type { TransactionReport } from "../database/database.ts";
import type { Logger } from "../logging/logger.ts";

/**
 * What the log calls a transaction that could not be started, rolled back or committed (docs/contract/logs.md 2). The
 * names are the real server's, as uneven as they are; use cases that are not here have no events of their own.
 */
const USE_CASES = {
  uploads: {
    startEvent: "service.media.request_upload.tx_start_error",
    rollbackEvent: "service.media.request_upload.tx_rollback_error",
    commitEvent: "service.media.request_upload.tx_commit_error",
    commitMessage: "failed to commit upload request",
  },
  process: {
    startEvent: "service.media.process.tx_start_error",
    rollbackEvent: "service.media.process.tx_rollback_error",
    commitMessage: "failed to commit process request",
  },
  complete: {
    startEvent: "service.media.complete.tx_start_error",
    rollbackEvent: "service.media.complete.rollback_error",
    commitEvent: "service.media.complete.commit_error",
  },
  callback: {
    startEvent: "service.media.callback.tx_start_error",
    rollbackEvent: "service.media.callback.rollback_error",
    commitEvent: "service.media.callback.tx_commit_error",
  },
  update: { rollbackEvent: "service.media.update.rollback_error" },
  delete: { rollbackEvent: "service.media.delete.rollback_error" },
  approve: {
    startEvent: "service.media.owner_approval.tx_start_error",
    rollbackEvent: "service.media.owner_approval.tx_rollback_error",
    commitEvent: "service.media.owner_approval.commit_error",
    commitMessage: "failed to commit owner approval",
  },
  clean: {
    startEvent: "media.cleaner.tx_start_error",
    rollbackEvent: "media.cleaner.tx_rollback_error",
    commitEvent: "media.cleaner.tx_commit_error",
  },
  reconcile: {
    rollbackEvent: "service.media.reconcile.rollback_error",
    commitEvent: "service.media.reconcile.commit_error",
  },
} as const satisfies Record<string, Omit<TransactionReport, "log" | "fields">>;

/** `fields` accompany the events that are the use case's own. */
export function transactionReport(
  useCase: keyof typeof USE_CASES,
  log: Logger,
  fields: TransactionReport["fields"] = {},
): TransactionReport {
  return { ...USE_CASES[useCase], log, fields };
}

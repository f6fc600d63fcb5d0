import type { TransactionReport } from "../database/database.ts";
import type { Logger } from "../logging/logger.ts";

/** What the log calls a failed transaction of an auth endpoint; its field is `error`, not `err` (docs/contract/logs.md 2). */
export function authReport(useCase: "signin" | "refresh" | "signout", log: Logger): TransactionReport {
  return {
    log,
    errorField: "error",
    startEvent: `auth.${useCase}.tx_start_error`,
    rollbackEvent: `auth.${useCase}.tx_rollback_error`,
    commitEvent: `auth.${useCase}.tx_commit_error`,
    startMessage: "Failed to start transaction",
    commitMessage: "Failed to commit transaction",
  };
}

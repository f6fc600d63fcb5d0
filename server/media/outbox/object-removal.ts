import type { Statements } from "../../database/database.ts";
import { insertOutboxRow, type OutboxRow } from "../../database/outbox-rows.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { deliver } from "./outbox.ts";

/** Objects to be deleted after the transaction's commit; the row stays until they are deleted. */
export type Removal = OutboxRow;

/** Part of the transaction: nothing is deleted yet. */
export async function noteRemoval(
  media: MediaDependencies,
  db: Statements,
  listingIdentityId: number,
  keys: readonly string[],
): Promise<Removal> {
  const row = { kind: "delete", jobId: 0, listingIdentityId, body: JSON.stringify(keys), traceparent: "" } as const;
  return { ...row, id: await insertOutboxRow(db, row, media.clock.now()) };
}

/** After the commit. What fails here is only logged: the reconciler tries again. */
export async function removeNoted(media: MediaDependencies, log: Logger, removal: Removal): Promise<void> {
  try {
    await deliver(media, log, removal, removal.id);
  } catch (error) {
    const fields = { listing_identity_id: removal.listingIdentityId, err: errorText(error) };
    log.warn("service.media.delete.objects_left_for_later", fields);
  }
}

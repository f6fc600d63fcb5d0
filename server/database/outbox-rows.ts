import { z } from "zod";
import { integerColumn, textColumn, textOrNull } from "./columns.ts";
import type { Statements } from "./database.ts";

/** The action after the commit: send a message to the queue, start the finalization machine, or delete objects. */
export type OutboxKind = "process" | "finalize" | "delete";

export interface OutboxRow {
  readonly id: number;
  /** 0 for a deletion, which belongs to no job. */
  readonly jobId: number;
  readonly listingIdentityId: number;
  readonly kind: OutboxKind;
  /** The message's body, the execution's input, or the keys as a JSON list. */
  readonly body: string;
  readonly traceparent: string;
}

const rowSchema = z.object({
  id: integerColumn,
  job_id: integerColumn,
  listing_identity_id: integerColumn,
  kind: z.enum(["process", "finalize", "delete"]),
  body: z.string(),
  traceparent: textColumn,
});

export async function insertOutboxRow(db: Statements, row: Omit<OutboxRow, "id">, nowMs: number): Promise<number> {
  const { insertId } = await db.change(
    `INSERT INTO media_outbox (job_id, listing_identity_id, kind, body, traceparent, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [row.jobId, row.listingIdentityId, row.kind, row.body, textOrNull(row.traceparent), new Date(nowMs)],
  );
  return insertId;
}

/** Rows that nobody has dispatched since `beforeMs`, oldest first. */
export async function undeliveredRows(db: Statements, beforeMs: number): Promise<readonly OutboxRow[]> {
  const rows = await db.query(
    `SELECT id, job_id, listing_identity_id, kind, body, traceparent FROM media_outbox
     WHERE created_at < ? ORDER BY id LIMIT 200`,
    [new Date(beforeMs)],
  );
  return rows.map((row) => {
    const parsed = rowSchema.parse(row);
    return {
      id: parsed.id,
      jobId: parsed.job_id,
      listingIdentityId: parsed.listing_identity_id,
      kind: parsed.kind,
      body: parsed.body,
      traceparent: parsed.traceparent,
    };
  });
}

export async function deleteOutboxRow(db: Statements, id: number): Promise<void> {
  await db.change("DELETE FROM media_outbox WHERE id = ?", [id]);
}

export async function deleteOutboxRowsOfJob(db: Statements, jobId: number): Promise<void> {
  await db.change("DELETE FROM media_outbox WHERE job_id = ?", [jobId]);
}

import { z } from "zod";
import type { GoInteger } from "../../system/go/json-binding.ts";
import { canonicalJson } from "./canonical-json.ts";
import { dateOrNull, integerColumn, jsonColumn, textColumn, textOrNull, timeColumn } from "./columns.ts";
import type { Statements } from "./database.ts";
import { NoRowsError } from "./database-error.ts";
import { idParameter } from "./id-parameter.ts";

export type JobStatus = "PENDING" | "RUNNING" | "SUCCEEDED" | "PARTIAL_SUCCESS" | "FAILED";
export type JobProvider = "STEP_FUNCTIONS" | "STEP_FUNCTIONS_FINALIZATION";

export const TERMINAL_STATUSES: readonly string[] = ["SUCCEEDED", "PARTIAL_SUCCESS", "FAILED"] satisfies JobStatus[];

/** A row of `media_processing_jobs`. Texts are empty for NULL. */
export interface MediaJob {
  readonly id: number;
  readonly listingIdentityId: number;
  readonly status: string;
  readonly provider: string;
  readonly externalId: string;
  readonly payload: unknown;
  readonly startedAtMs: number | null;
  readonly completedAtMs: number | null;
  readonly lastError: string;
  readonly callbackBody: string;
}

const rowSchema = z.object({
  id: integerColumn,
  listing_identity_id: integerColumn,
  status: z.string(),
  provider: z.string(),
  external_id: textColumn,
  payload: jsonColumn,
  started_at: timeColumn.nullable(),
  completed_at: timeColumn.nullable(),
  last_error: textColumn,
  callback_body: textColumn,
});

const COLUMNS =
  "id, listing_identity_id, status, provider, external_id, payload, started_at, completed_at, last_error, callback_body";

function jobOf(row: unknown): MediaJob {
  const parsed = rowSchema.parse(row);
  return {
    id: parsed.id,
    listingIdentityId: parsed.listing_identity_id,
    status: parsed.status,
    provider: parsed.provider,
    externalId: parsed.external_id,
    payload: parsed.payload,
    startedAtMs: parsed.started_at,
    completedAtMs: parsed.completed_at,
    lastError: parsed.last_error,
    callbackBody: parsed.callback_body,
  };
}

/** Inserts a job that is PENDING; answers its id. */
export async function insertJob(db: Statements, listingIdentityId: number, provider: JobProvider): Promise<number> {
  const { insertId } = await db.change(
    "INSERT INTO media_processing_jobs (listing_identity_id, status, provider) VALUES (?, 'PENDING', ?)",
    [listingIdentityId, provider],
  );
  return insertId;
}

/** @throws NoRowsError when there is no such job. */
export async function getJob(db: Statements, id: GoInteger, lock: "" | "FOR UPDATE" = ""): Promise<MediaJob> {
  const [row] = await db.query(`SELECT ${COLUMNS} FROM media_processing_jobs WHERE id = ? ${lock}`, [idParameter(id)]);
  if (row === undefined) throw new NoRowsError();
  return jobOf(row);
}

/** Writes the seven columns that change; answers how many rows changed, 0 when everything was so already. */
export async function updateJob(db: Statements, job: MediaJob): Promise<number> {
  const { affectedRows } = await db.change(
    `UPDATE media_processing_jobs SET status = ?, external_id = ?, payload = ?, started_at = ?, completed_at = ?,
       last_error = ?, callback_body = ? WHERE id = ?`,
    [
      job.status,
      textOrNull(job.externalId),
      job.payload === null ? null : canonicalJson(job.payload),
      dateOrNull(job.startedAtMs),
      dateOrNull(job.completedAtMs),
      textOrNull(job.lastError),
      textOrNull(job.callbackBody),
      job.id,
    ],
  );
  return affectedRows;
}

/** Records that the execution of a job runs, unless an earlier callback has recorded more. */
export async function markJobRunning(
  db: Statements,
  jobId: number,
  execution: { readonly arn: string; readonly startedAtMs: number },
): Promise<void> {
  await db.change(
    `UPDATE media_processing_jobs SET status = IF(status = 'PENDING', 'RUNNING', status),
       external_id = COALESCE(external_id, ?), started_at = COALESCE(started_at, ?) WHERE id = ?`,
    [textOrNull(execution.arn), new Date(execution.startedAtMs), jobId],
  );
}

/** The newest finalization that succeeded (docs/contract/http-api.md 5.4). */
export async function latestFinalization(db: Statements, listingIdentityId: GoInteger): Promise<MediaJob | undefined> {
  const [row] = await db.query(
    `SELECT ${COLUMNS} FROM media_processing_jobs WHERE listing_identity_id = ? AND provider = 'STEP_FUNCTIONS_FINALIZATION'
       AND status = 'SUCCEEDED' AND completed_at IS NOT NULL ORDER BY completed_at DESC, id DESC LIMIT 1`,
    [idParameter(listingIdentityId)],
  );
  return row === undefined ? undefined : jobOf(row);
}

/** A finalization of this listing that is not finished, by the newest committed state; undefined when there is none. */
export async function unfinishedFinalization(
  db: Statements,
  listingIdentityId: GoInteger,
): Promise<MediaJob | undefined> {
  const [row] = await db.query(
    `SELECT ${COLUMNS} FROM media_processing_jobs WHERE listing_identity_id = ?
       AND (provider = 'STEP_FUNCTIONS_FINALIZATION' OR external_id LIKE '%:finalization-%')
       AND status IN ('PENDING', 'RUNNING') ORDER BY id DESC LIMIT 1 FOR UPDATE`,
    [idParameter(listingIdentityId)],
  );
  return row === undefined ? undefined : jobOf(row);
}

/** At most 200 jobs that should have finished before `cutoffMs`, by the given condition. */
export async function jobsBefore(
  db: Statements,
  condition: StuckCondition,
  cutoffMs: number,
): Promise<readonly MediaJob[]> {
  const since = condition === "running" ? "started_at" : "COALESCE(started_at, created_at)";
  const statuses = condition === "running" ? "status = 'RUNNING'" : "status IN ('PENDING', 'RUNNING')";
  const rows = await db.query(
    `SELECT ${COLUMNS} FROM media_processing_jobs WHERE ${statuses} AND ${since} IS NOT NULL AND ${since} < ?
       AND completed_at IS NULL ORDER BY ${since}, id LIMIT 200`,
    [new Date(cutoffMs)],
  );
  return rows.map(jobOf);
}

/**
 * `running`: RUNNING with a start time. `unfinished`: every job that is not finished, by creation when it has no start.
 */
export type StuckCondition = "running" | "unfinished";

/** The jobs that `latestFinalization` finds, of all listings that are not deleted. */
const ZIP_HOLDERS = `SELECT newest.id FROM (
    SELECT job.id, ROW_NUMBER() OVER (PARTITION BY job.listing_identity_id ORDER BY job.completed_at DESC, job.id DESC) AS place
    FROM media_processing_jobs job JOIN listing_identities listing ON listing.id = job.listing_identity_id
    WHERE job.provider = 'STEP_FUNCTIONS_FINALIZATION' AND job.status = 'SUCCEEDED' AND job.completed_at IS NOT NULL
      AND listing.deleted = 0
  ) newest WHERE newest.place = 1`;

/** Deletes finished jobs older than `cutoffMs`; answers how many. */
export async function deleteFinishedJobs(
  db: Statements,
  cutoffMs: number,
  limit: number,
  keep: "nothing" | "zips of listings",
): Promise<number> {
  const kept = keep === "nothing" ? "" : ` AND id NOT IN (${ZIP_HOLDERS})`;
  const { affectedRows } = await db.change(
    `DELETE FROM media_processing_jobs WHERE status IN ('SUCCEEDED', 'PARTIAL_SUCCESS', 'FAILED')
       AND COALESCE(completed_at, created_at) < ?${kept} LIMIT ${Math.trunc(limit)}`,
    [new Date(cutoffMs)],
  );
  return affectedRows;
}

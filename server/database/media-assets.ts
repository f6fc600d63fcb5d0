import { z } from "zod";
import type { GoInteger } from "../../system/go/json-binding.ts";
import { canonicalJson } from "./canonical-json.ts";
import { integerColumn, jsonColumn, textColumn, textOrNull } from "./columns.ts";
import type { Statements } from "./database.ts";
import { NoRowsError } from "./database-error.ts";
import { idParameter } from "./id-parameter.ts";

export type AssetStatus = "PENDING_UPLOAD" | "PROCESSING" | "PROCESSED" | "FAILED";

/** A row of `media_assets`; `id` is 0 before it is stored. */
export interface MediaAsset {
  readonly id: number;
  readonly listingIdentityId: number;
  readonly assetType: string;
  readonly sequence: number;
  /** The table may hold other texts than an AssetStatus. */
  readonly status: string;
  readonly rawKey: string;
  readonly processedKey: string;
  readonly title: string;
  readonly metadata: Readonly<Record<string, string>>;
}

const rowSchema = z.object({
  id: integerColumn,
  listing_identity_id: integerColumn,
  asset_type: z.string(),
  sequence: integerColumn,
  status: z.string(),
  s3_key_raw: textColumn,
  s3_key_processed: textColumn,
  title: textColumn,
  metadata: jsonColumn.pipe(z.record(z.string(), z.string()).nullable()).transform((metadata) => metadata ?? {}),
});

const COLUMNS = "id, listing_identity_id, asset_type, sequence, status, s3_key_raw, s3_key_processed, title, metadata";

function assetOf(row: unknown): MediaAsset {
  const parsed = rowSchema.parse(row);
  return {
    id: parsed.id,
    listingIdentityId: parsed.listing_identity_id,
    assetType: parsed.asset_type,
    sequence: parsed.sequence,
    status: parsed.status,
    rawKey: parsed.s3_key_raw,
    processedKey: parsed.s3_key_processed,
    title: parsed.title,
    metadata: parsed.metadata,
  };
}

/** @throws NoRowsError when there is no such asset. */
export async function getAsset(
  db: Statements,
  listingIdentityId: GoInteger,
  assetType: string,
  sequence: GoInteger,
): Promise<MediaAsset> {
  const [row] = await db.query(
    `SELECT ${COLUMNS} FROM media_assets WHERE listing_identity_id = ? AND asset_type = ? AND sequence = ?`,
    [idParameter(listingIdentityId), assetType, idParameter(sequence)],
  );
  if (row === undefined) throw new NoRowsError();
  return assetOf(row);
}

/**
 * The first asset with this raw key, in the whole table or in one listing.
 *
 * @throws NoRowsError when there is none.
 */
export async function getAssetByRawKey(
  db: Statements,
  rawKey: string,
  within?: { readonly listingIdentityId: number },
): Promise<MediaAsset> {
  const limit = within ? " AND listing_identity_id = ?" : "";
  const [row] = await db.query(
    `SELECT ${COLUMNS} FROM media_assets WHERE s3_key_raw = ?${limit} LIMIT 1`,
    within ? [rawKey, within.listingIdentityId] : [rawKey],
  );
  if (row === undefined) throw new NoRowsError();
  return assetOf(row);
}

/** Ordered by type, then sequence: the order of the entries of the ZIP (docs/contract/database.md 6). */
export async function listAssetsOfListing(
  db: Statements,
  listingIdentityId: GoInteger,
  statuses: readonly AssetStatus[] = [],
): Promise<readonly MediaAsset[]> {
  const filter = statuses.length > 0 ? ` AND status IN (${statuses.map(() => "?").join(", ")})` : "";
  const rows = await db.query(
    `SELECT ${COLUMNS} FROM media_assets WHERE listing_identity_id = ?${filter} ORDER BY asset_type, sequence`,
    [idParameter(listingIdentityId), ...statuses],
  );
  return rows.map(assetOf);
}

export interface AssetPage {
  readonly listingIdentityId: GoInteger;
  readonly assetType: string;
  /** 0: any. */
  /** Undefined: any. */
  readonly sequence: number | undefined;
  readonly sort: "sequence" | "id";
  readonly order: "asc" | "desc";
  readonly limit: number;
  readonly offset: number;
}

/** One page; `id` breaks ties, which the contract leaves open, so that two runs answer the same. */
export async function pageOfAssets(db: Statements, page: AssetPage): Promise<readonly MediaAsset[]> {
  const { where, values } = pageFilter(page);
  const rows = await db.query(
    `SELECT ${COLUMNS} FROM media_assets WHERE ${where} ORDER BY ${page.sort} ${page.order}, id LIMIT ? OFFSET ?`,
    [...values, String(page.limit), String(page.offset)],
  );
  return rows.map(assetOf);
}

export async function countAssets(db: Statements, page: AssetPage): Promise<number> {
  const { where, values } = pageFilter(page);
  const [row] = await db.query(`SELECT COUNT(*) AS total FROM media_assets WHERE ${where}`, values);
  return z.object({ total: integerColumn }).parse(row).total;
}

function pageFilter(page: AssetPage) {
  const conditions: [string, string | null][] = [["listing_identity_id = ?", page.listingIdentityId.toString()]];
  if (page.assetType !== "") conditions.push(["asset_type = ?", page.assetType]);
  if (page.sequence !== undefined) conditions.push(["sequence = ?", String(page.sequence)]);
  return {
    where: conditions.map(([condition]) => condition).join(" AND "),
    values: conditions.map(([, value]) => value),
  };
}

/** Inserts, or updates the row with the same listing, type and sequence. */
export async function upsertAsset(db: Statements, asset: MediaAsset): Promise<void> {
  await db.change(
    `INSERT INTO media_assets
       (listing_identity_id, asset_type, sequence, status, s3_key_raw, s3_key_processed, title, metadata)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE status = VALUES(status), s3_key_raw = VALUES(s3_key_raw),
       s3_key_processed = VALUES(s3_key_processed), title = VALUES(title), metadata = VALUES(metadata)`,
    [
      asset.listingIdentityId,
      asset.assetType,
      asset.sequence,
      asset.status,
      textOrNull(asset.rawKey),
      textOrNull(asset.processedKey),
      textOrNull(asset.title),
      Object.keys(asset.metadata).length > 0 ? canonicalJson(asset.metadata) : null,
    ],
  );
}

/** Records which job works on an asset; only in a schema with the column (schema.ts, `assetsKnowTheirJob`). */
export async function setAssetJob(db: Statements, assetId: number, jobId: number): Promise<void> {
  await db.change("UPDATE media_assets SET processing_job_id = ? WHERE id = ?", [jobId, assetId]);
}

/** Which job works on an asset, null when none has; only in a schema with the column. */
export async function jobOfAsset(db: Statements, assetId: number): Promise<number | null> {
  const [row] = await db.query("SELECT processing_job_id FROM media_assets WHERE id = ?", [assetId]);
  return z.object({ processing_job_id: integerColumn.nullable() }).parse(row).processing_job_id;
}

export async function deleteAsset(db: Statements, assetId: number): Promise<void> {
  await db.change("DELETE FROM media_assets WHERE id = ?", [assetId]);
}

/** Moves all assets of a listing that are being processed, or only those of one job, to another status. */
export async function moveProcessingAssets(
  db: Statements,
  of: { readonly listingIdentityId: number } | { readonly jobId: number },
  status: AssetStatus,
): Promise<void> {
  const [column, id] = "jobId" in of ? ["processing_job_id", of.jobId] : ["listing_identity_id", of.listingIdentityId];
  await db.change(`UPDATE media_assets SET status = ? WHERE ${column} = ? AND status = 'PROCESSING'`, [status, id]);
}

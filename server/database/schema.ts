import type { System } from "../../system/revisions.ts";
import { AUTH_TABLES } from "./schema-auth.ts";
import { listingTables } from "./schema-listings.ts";

/**
 * The tables of one system as SQL statements, in an order that satisfies the foreign keys (docs/contract/database.md).
 * The incident's revision has no `created_at`; the fixed system has what its fixes need.
 */
export function schemaSql(system: System): readonly string[] {
  return [
    ...AUTH_TABLES,
    ...listingTables(system),
    mediaAssets(system),
    mediaJobs(system),
    ...(hasOutbox(system) ? [MEDIA_OUTBOX] : []),
    ...(knowsBookings(system) ? [LISTING_PHOTOGRAPHERS] : []),
  ];
}

/** The table that the fixes of D16 and D28 need. */
export function hasOutbox(system: System): boolean {
  return system.features.schema === "fixed" || !system.has("D16") || !system.has("D28");
}

/** The column that D15's fix needs: which job works on an asset. */
export function assetsKnowTheirJob(system: System): boolean {
  return system.features.schema === "fixed" || !system.has("D15");
}

/** The table that D29's fix needs. */
export function knowsBookings(system: System): boolean {
  return system.features.schema === "fixed" || !system.has("D29");
}

function mediaAssets(system: System): string {
  return `CREATE TABLE media_assets (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    listing_identity_id INT UNSIGNED NOT NULL,
    asset_type VARCHAR(50) NOT NULL,
    sequence INT NOT NULL,
    status VARCHAR(50) NOT NULL,
    s3_key_raw VARCHAR(255) NULL,
    s3_key_processed VARCHAR(255) NULL,
    title VARCHAR(255) NULL,
    metadata JSON NULL,${assetsKnowTheirJob(system) ? "\n    processing_job_id INT UNSIGNED NULL," : ""}
    UNIQUE KEY uk_listing_asset_seq (listing_identity_id, asset_type, sequence) /*!80000 INVISIBLE */ /*M!100600 IGNORED */,
    KEY idx_listing_status (listing_identity_id, status),
    CONSTRAINT fk_media_assets_identity FOREIGN KEY (listing_identity_id) REFERENCES listing_identities (id)
  ) ENGINE=InnoDB`;
}

function mediaJobs(system: System): string {
  const created = system.features.schema !== "incident";
  // D21: a body of more than 65 535 bytes does not fit into TEXT.
  const body = system.has("D21") ? "TEXT" : "MEDIUMTEXT";
  return `CREATE TABLE media_processing_jobs (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    listing_identity_id INT UNSIGNED NOT NULL,
    status VARCHAR(50) NOT NULL,
    provider VARCHAR(50) NOT NULL,
    external_id VARCHAR(255) NULL,
    payload JSON NULL,
    retry_count SMALLINT NULL DEFAULT 0,
    started_at TIMESTAMP NULL DEFAULT NULL,
    completed_at TIMESTAMP NULL DEFAULT NULL,
    last_error TEXT NULL,
    callback_body ${body} NULL,${created ? "\n    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP," : ""}
    KEY idx_media_job_identity (listing_identity_id),${
      created ? "\n    KEY idx_media_jobs_created (created_at),\n    KEY idx_media_jobs_completed (completed_at)," : ""
    }
    CONSTRAINT fk_media_jobs_identity FOREIGN KEY (listing_identity_id) REFERENCES listing_identities (id)
  ) ENGINE=InnoDB`;
}

/**
 * Messages, executions and deletions that a committed transaction has requested; a row is deleted when it is delivered.
 */
const MEDIA_OUTBOX = `CREATE TABLE media_outbox (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    job_id INT UNSIGNED NOT NULL,
    listing_identity_id INT UNSIGNED NOT NULL,
    kind VARCHAR(50) NOT NULL,
    body MEDIUMTEXT NOT NULL,
    traceparent VARCHAR(100) NULL,
    created_at DATETIME(3) NOT NULL,
    KEY idx_media_outbox_created (created_at)
  ) ENGINE=InnoDB`;

/** Which photographers a listing's photo sessions are booked with; the contract names sessions, but no table. */
const LISTING_PHOTOGRAPHERS = `CREATE TABLE listing_photographers (
    listing_identity_id INT UNSIGNED NOT NULL,
    user_id INT UNSIGNED NOT NULL,
    PRIMARY KEY (listing_identity_id, user_id),
    CONSTRAINT fk_listing_photographers_identity FOREIGN KEY (listing_identity_id) REFERENCES listing_identities (id),
    CONSTRAINT fk_listing_photographers_user FOREIGN KEY (user_id) REFERENCES users (id)
  ) ENGINE=InnoDB`;

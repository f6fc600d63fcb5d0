import { z } from "zod";
import type { GoInteger } from "../../system/go/json-binding.ts";
import { integerColumn, textColumn } from "./columns.ts";
import type { Statements } from "./database.ts";
import { idParameter } from "./id-parameter.ts";

/** The active version of a listing (docs/contract/database.md 3). */
export interface ActiveListing {
  readonly identityId: number;
  readonly versionId: number;
  readonly version: number;
  readonly ownerId: number;
  readonly status: number;
  readonly title: string;
  /** One bit (docs/contract/database.md 3). */
  readonly propertyType: number;
}

const rowSchema = z.object({
  identity_id: integerColumn,
  version_id: integerColumn,
  version: integerColumn,
  user_id: integerColumn,
  status: integerColumn,
  title: textColumn,
  type: integerColumn,
});

/** The active version of a listing that is not deleted, undefined when there is none. */
export async function findActiveListing(db: Statements, identityId: GoInteger): Promise<ActiveListing | undefined> {
  const [row] = await db.query(
    `SELECT li.id AS identity_id, lv.id AS version_id, lv.version, lv.user_id, lv.status, lv.title, lv.type
     FROM listing_identities li JOIN listing_versions lv ON lv.id = li.active_version_id
     WHERE li.id = ? AND li.deleted = 0 AND lv.deleted = 0`,
    [idParameter(identityId)],
  );
  if (row === undefined) return undefined;
  const listing = rowSchema.parse(row);
  return {
    identityId: listing.identity_id,
    versionId: listing.version_id,
    version: listing.version,
    ownerId: listing.user_id,
    status: listing.status,
    title: listing.title,
    propertyType: listing.type,
  };
}

/** Affected rows are not looked at, as upstream does (docs/contract/database.md 3). */
export async function setListingStatus(db: Statements, listing: ActiveListing, status: number): Promise<void> {
  await db.change("UPDATE listing_versions SET status = ? WHERE id = ? AND deleted = 0", [status, listing.versionId]);
}

/** Makes other transactions that lock this listing wait for the end of this one. */
export async function lockListing(db: Statements, listing: ActiveListing): Promise<void> {
  await db.query("SELECT id FROM listing_versions WHERE id = ? FOR UPDATE", [listing.versionId]);
}

/** A listing as a scenario arranges it: identity and active version. */
export interface ListingRow {
  readonly id: number;
  readonly status: number;
  /** User id of the owner; default 7. */
  readonly ownerId?: number;
}

const OWNER_ID = 7;

/** Statements that insert the listings, with the version ids of the recordings (28 → 280). */
export function listingSql(listings: readonly ListingRow[]): string[] {
  return listings.flatMap(({ id, status, ownerId = OWNER_ID }) => [
    `INSERT INTO listing_identities (id, listing_uuid, user_id, code, active_version_id, deleted)
     VALUES (${id}, '00000000-0000-4000-8000-${String(id).padStart(12, "0")}', ${ownerId}, ${1000 + id}, ${id * 10}, 0)`,
    `INSERT INTO listing_versions (id, user_id, listing_identity_id, code, version, status, title, zip_code, street, number, type, deleted)
     VALUES (${id * 10}, ${ownerId}, ${id}, ${1000 + id}, 1, ${status}, 'Listing ${id}', '06472001', 'Rua', '1', 1, 0)`,
  ]);
}

import { knowsBookings } from "../../server/database/schema.ts";
import type { System } from "../../system/revisions.ts";

/** A listing as a scenario arranges it: identity and active version. */
export interface ListingRow {
  readonly id: number;
  readonly status: number;
  /** User id of the owner; default 7. */
  readonly ownerId?: number;
  /** User ids of the photographers who are booked for it, where the system knows that (D29); default 5. */
  readonly photographerIds?: readonly number[];
  /** Property type bit; default 1, an apartment. */
  readonly propertyType?: number;
}

const OWNER_ID = 7;
const PHOTOGRAPHER_ID = 5;

/** Statements that insert the listings, with the version ids of the recordings (28 → 280). */
export function listingSql(system: System, listings: readonly ListingRow[]): string[] {
  return listings.flatMap(
    ({ id, status, ownerId = OWNER_ID, photographerIds = [PHOTOGRAPHER_ID], propertyType = 1 }) => [
      `INSERT INTO listing_identities (id, listing_uuid, user_id, code, active_version_id, deleted)
     VALUES (${id}, '00000000-0000-4000-8000-${String(id).padStart(12, "0")}', ${ownerId}, ${1000 + id}, ${id * 10}, 0)`,
      `INSERT INTO listing_versions (id, user_id, listing_identity_id, code, version, status, title, zip_code, street, number, type, deleted)
     VALUES (${id * 10}, ${ownerId}, ${id}, ${1000 + id}, 1, ${status}, 'Listing ${id}', '06472001', 'Rua', '1', ${propertyType}, 0)`,
      ...(knowsBookings(system) ? photographerIds : []).map(
        (userId) => `INSERT INTO listing_photographers (listing_identity_id, user_id) VALUES (${id}, ${userId})`,
      ),
    ],
  );
}

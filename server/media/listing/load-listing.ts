import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import { type ActiveListing, findActiveListing } from "../../database/listings.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";

/** @throws HttpError 404 `listing not found`, 500 `failed to load listing`. */
export async function loadListing(
  db: Statements,
  log: Logger,
  listingIdentityId: GoInteger,
  errorEvent?: string,
): Promise<ActiveListing> {
  let listing: ActiveListing | undefined;
  try {
    listing = await findActiveListing(db, listingIdentityId);
  } catch (error) {
    if (errorEvent) log.error(errorEvent, { err: errorText(error), listing_identity_id: listingIdentityId });
    throw new HttpError(500, "failed to load listing");
  }
  if (!listing) throw new HttpError(404, "listing not found");
  return listing;
}

/** @throws HttpError 400 when the id is 0; negative ids go on and are not found (docs/contract/http-api.md 5). */
export function requireListingId(listingIdentityId: GoInteger): void {
  if (listingIdentityId !== 0) return;
  throw new HttpError(400, "listingIdentityId must be greater than zero", { listingIdentityId: "required" });
}

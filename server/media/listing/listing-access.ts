import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import { isBookedFor } from "../../database/listing-photographers.ts";
import { type ActiveListing, findActiveListing } from "../../database/listings.ts";
import type { RequestContext } from "../../http/context.ts";
import { unknownListingIsAnError } from "../../http/documented-answers.ts";
import { HttpError } from "../../http/http-error.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { listingStatusName } from "./listing-status.ts";
import { loadListing } from "./load-listing.ts";

type Purpose = "work on" | "see";

/**
 * D29: everybody with the role's permission may change or read any listing's media. Instead only its owner and the
 * photographers booked for it may; once it is published, everybody whose role may read media may read them.
 *
 * @throws HttpError 403 when the caller has nothing to do with the listing.
 */
async function refuseStranger(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listing: ActiveListing,
  purpose: Purpose,
): Promise<void> {
  if (media.system.has("D29")) return;
  const userId = context.claims?.user.ID ?? 0;
  if (listing.ownerId === userId) return;
  if (purpose === "see" && listingStatusName(media.system, listing.status) === "PUBLISHED") return;
  const booked = await isBookedFor(db, listing.identityId, userId).catch(() => {
    throw new HttpError(500, "failed to check listing access");
  });
  if (booked) return;
  context.log.warn("service.media.access_denied", { listing_identity_id: listing.identityId, user_id: userId });
  throw new HttpError(403, "you have no part in this listing", { listingIdentityId: listing.identityId });
}

/** @throws HttpError 403, 404 `listing not found`, 500. */
export async function loadListingToWorkOn(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listingIdentityId: GoInteger,
  errorEvent?: string,
): Promise<ActiveListing> {
  const listing = await loadListing(db, context.log, listingIdentityId, errorEvent);
  await refuseStranger(media, context, db, listing, "work on");
  return listing;
}

/**
 * For calls that name an asset and, with D29, do not even load its listing.
 *
 * @throws HttpError 403, 404, 500.
 */
export async function admitToAssets(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listingIdentityId: GoInteger,
): Promise<void> {
  if (!media.system.has("D29")) await loadListingToWorkOn(media, context, db, listingIdentityId);
}

/**
 * For reading calls.
 *
 * @throws HttpError 403, 404 when the listing is unknown and that is an error (D33), 500.
 */
export async function admitReader(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listingIdentityId: GoInteger,
): Promise<void> {
  const strict = unknownListingIsAnError(media.system);
  if (media.system.has("D29") && !strict) return;
  const listing = strict
    ? await loadListing(db, context.log, listingIdentityId)
    : await findActiveListing(db, listingIdentityId);
  if (listing) await refuseStranger(media, context, db, listing, "see");
}

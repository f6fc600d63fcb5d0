import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import { type ActiveListing, setListingStatus } from "../../database/listings.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { intendedRefusal } from "../../http/intended-refusal.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { loadListingToWorkOn } from "./listing-access.ts";
import { PENDING_PHOTO_SCHEDULING, PENDING_PLAN_LOADING } from "./listing-status.ts";

export const PROJECT_TYPES: readonly string[] = ["PROJECT_DOC", "PROJECT_RENDER"];

const OFF_PLAN_HOUSE = 32;

/** @throws HttpError 403 when the installation takes no project uploads. */
export function requireProjectUploads(media: MediaDependencies): void {
  if (media.configuration.features.allowOwnerProjectUploads) return;
  throw intendedRefusal(media.system, 403, "project uploads are disabled");
}

/**
 * A house that is not built yet and waits for its plans (docs/contract/http-api.md 5.9).
 *
 * D23's third part: nothing ever takes a listing to that status. Here the first plan does, of a house that waits for
 * the photographer to be scheduled, because there is nothing to photograph.
 *
 * @throws HttpError 403, 404, 409.
 */
export async function loadProjectListing(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listingIdentityId: GoInteger,
  first: "may be its first plan" | "has plans",
): Promise<ActiveListing> {
  const listing = await loadListingToWorkOn(media, context, db, listingIdentityId);
  if (listing.propertyType !== OFF_PLAN_HOUSE) {
    throw intendedRefusal(media.system, 403, "project media allowed only for OffPlanHouse listings");
  }
  if (listing.status === PENDING_PLAN_LOADING) return listing;
  if (first !== "may be its first plan" || listing.status !== PENDING_PHOTO_SCHEDULING) {
    throw new HttpError(409, "listing must be in PENDING_PLAN_LOADING to handle project media");
  }
  await setListingStatus(db, listing, PENDING_PLAN_LOADING);
  return { ...listing, status: PENDING_PLAN_LOADING };
}

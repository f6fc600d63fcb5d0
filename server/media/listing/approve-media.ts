import type { GoInteger } from "../../../system/go/json-binding.ts";
import { setListingStatus } from "../../database/listings.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { intendedRefusal } from "../../http/intended-refusal.ts";
import { errorText } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { transactionReport } from "../transaction-report.ts";
import { statusWhenApproved } from "./listing-progress.ts";
import { listingStatusName, PENDING_OWNER_APPROVAL, REJECTED_BY_OWNER } from "./listing-status.ts";
import { loadListing } from "./load-listing.ts";

export interface Approval {
  readonly decision: "approved" | "rejected";
  readonly newStatus: string;
}

/**
 * The owner's decision about a listing in 7 (docs/contract/http-api.md 5.8).
 *
 * @throws HttpError 400 in any other status, 403, 404, 500.
 */
export async function approveMedia(
  media: MediaDependencies,
  context: RequestContext,
  listingIdentityId: GoInteger,
  approve: boolean,
): Promise<Approval> {
  const { log } = context;
  const report = transactionReport("approve", log, { listing_identity_id: listingIdentityId });
  const decision = approve ? "approved" : "rejected";
  const status = approve ? statusWhenApproved(media) : REJECTED_BY_OWNER;
  await media.database.transaction(report, async (db) => {
    const event = "service.media.owner_approval.get_listing_error";
    const listing = await loadListing(db, log, listingIdentityId, event);
    if (listing.status !== PENDING_OWNER_APPROVAL) {
      throw intendedRefusal(media.system, 400, "listing is not awaiting owner approval");
    }
    if (listing.ownerId !== context.claims?.user.ID) {
      throw new HttpError(403, "only the listing owner can approve or reject media");
    }
    await setListingStatus(db, listing, status).catch((error: unknown) => {
      log.error("service.media.owner_approval.update_status_error", {
        err: errorText(error),
        listing_identity_id: listingIdentityId,
      });
      throw new HttpError(500, "failed to update listing status");
    });
  });
  const newStatus = listingStatusName(media.system, status);
  log.info("service.media.owner_approval.applied", {
    listing_identity_id: listingIdentityId,
    decision,
    new_status: newStatus,
  });
  return { decision, newStatus };
}

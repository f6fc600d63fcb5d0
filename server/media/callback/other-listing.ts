import type { System } from "../../../system/revisions.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Logger } from "../../logging/logger.ts";
import type { Callback } from "./request.ts";

/**
 * D19: assets are looked up in the whole table, and a callback for another listing is only warned about, so a result
 * can change another listing's asset. Instead such a callback is refused, and assets are looked up within the listing.
 * The two functions of this file are the departure.
 *
 * @throws HttpError 409 when the callback names another listing than the job's.
 */
export function refuseOtherListing(
  system: System,
  log: Logger,
  job: MediaJob,
  { listingIdentityId }: Pick<Callback, "listingIdentityId">,
): void {
  if (listingIdentityId === 0 || listingIdentityId === job.listingIdentityId) return;
  log.warn("service.media.callback.listing_mismatch", {
    job_id: job.id,
    job_listing: job.listingIdentityId,
    payload_listing: listingIdentityId,
  });
  if (system.has("D19")) return;
  throw new HttpError(409, "callback listing does not match the job", {
    callbackListing: Number(listingIdentityId),
    jobListing: job.listingIdentityId,
  });
}

/** The listing among whose assets a key is looked up; undefined for the whole table. */
export function searchedListing(system: System, job: MediaJob): { readonly listingIdentityId: number } | undefined {
  return system.has("D19") ? undefined : job;
}

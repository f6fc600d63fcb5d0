import { deviceTokensOfUser } from "../../database/device-tokens.ts";
import type { ActiveListing } from "../../database/listings.ts";
import { receivesPush } from "../../database/users.ts";
import type { RequestContext } from "../../http/context.ts";
import { errorText } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";

/**
 * Notifies the owner's devices that the media are ready. Never fails the request; messages go out after the answer
 * (docs/contract/http-api.md 5.3).
 */
export async function notifyOwner(
  media: MediaDependencies,
  context: RequestContext,
  listing: ActiveListing,
  jobId: number,
): Promise<void> {
  if (!media.system.features.ownerNotification) return;
  const { log } = context;
  const ids = { listing_identity_id: listing.identityId };
  let tokens: readonly string[];
  try {
    tokens = await media.database.statements(log, async (db) =>
      (await receivesPush(db, listing.ownerId)) ? deviceTokensOfUser(db, listing.ownerId) : [],
    );
  } catch (error) {
    log.error("service.media.complete.owner_notification_error", { err: errorText(error), ...ids, job_id: jobId });
    return;
  }
  if (tokens.length === 0) {
    log.warn("service.media.complete.owner_notification.no_tokens", { ...ids, owner_id: listing.ownerId });
    return;
  }
  log.info("service.media.complete.owner_notification_enqueued", {
    ...ids,
    listing_version: listing.version,
    tokens_count: tokens.length,
  });
  for (const deviceToken of tokens) context.afterResponse(() => send(media, context, listing, deviceToken));
}

async function send(
  media: MediaDependencies,
  context: RequestContext,
  listing: ActiveListing,
  deviceToken: string,
): Promise<void> {
  const title = `Midias do anuncio ${listing.title} prontas para revisao`;
  const [, traceId, spanId] = context.traceparent().split("-");
  context.log.info("notification.processing", {
    ...(traceId === undefined ? {} : { trace_id: traceId, span_id: spanId }),
    type: "fcm",
    to: "",
    subject: title,
  });
  try {
    const data = { listingIdentityId: String(listing.identityId) };
    await media.push({ deviceToken, title, body: title, data });
  } catch (error) {
    context.log.error("notification.failed", { err: errorText(error) });
  }
}

import { upsertAsset } from "../../database/media-assets.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { admitToAssets } from "../listing/listing-access.ts";
import { requireListingId } from "../listing/load-listing.ts";
import { transactionReport } from "../transaction-report.ts";
import { type AssetReference, loadAsset } from "./asset-reference.ts";

/**
 * Changes title and metadata; an empty title stays as it is, metadata is merged (docs/contract/http-api.md 5.6).
 *
 * @throws HttpError 400, 404, 500.
 */
export async function updateMedia(
  media: MediaDependencies,
  context: RequestContext,
  reference: AssetReference,
  change: { readonly title: string; readonly metadata: ReadonlyMap<string, string> },
): Promise<void> {
  requireListingId(reference.listingIdentityId);
  const report = transactionReport("update", context.log);
  await media.database.transaction(report, async (db) => {
    await admitToAssets(media, context, db, reference.listingIdentityId);
    const asset = await loadAsset(media.system, db, reference);
    const metadata = { ...asset.metadata, ...Object.fromEntries(change.metadata) };
    await upsertAsset(db, { ...asset, title: change.title || asset.title, metadata }).catch(() => {
      throw new HttpError(500, "failed to update asset");
    });
  });
}

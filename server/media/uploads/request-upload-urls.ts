import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import { NoRowsError } from "../../database/database-error.ts";
import type { ActiveListing } from "../../database/listings.ts";
import { getAsset, type MediaAsset, upsertAsset } from "../../database/media-assets.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { assetTypeOf } from "../assets/asset-type.ts";
import { presignPut } from "../assets/presigned-url.ts";
import { rawKey } from "../assets/raw-key.ts";
import { keysOfUpload, metadataOfUpload, objectsLeftBehind } from "../assets/replaced-upload.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { loadListingToWorkOn } from "../listing/listing-access.ts";
import { PENDING_PHOTO_PROCESSING, REJECTED_BY_OWNER } from "../listing/listing-status.ts";
import { noteRemoval, type Removal, removeNoted } from "../outbox/object-removal.ts";
import { transactionReport } from "../transaction-report.ts";
import { normaliseChecksum } from "./checksum.ts";
import type { UploadFile, UploadRequest } from "./upload-request.ts";
import { checkUploads, type UploadPurpose } from "./upload-rules.ts";

export interface UploadUrl {
  readonly file: UploadFile;
  readonly uploadUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly objectKey: string;
}

/**
 * Presigned upload URLs, in the order of the files, and an asset row for each (docs/contract/http-api.md 5.1). Nothing
 * is written to the storage.
 *
 * @throws HttpError as the contract lists.
 */
export async function requestUploadUrls(
  media: MediaDependencies,
  context: RequestContext,
  request: UploadRequest,
  admission: UploadAdmission = PHOTO_SESSION,
): Promise<readonly UploadUrl[]> {
  const files = request.files.map((file) => ({ ...file, assetType: assetTypeOf(media.system, file.assetType) }));
  checkUploads(media.system, media.configuration.limits, files, admission.purpose);
  const { log } = context;
  const events = new UploadEvents(log, request.listingIdentityId);
  const report = transactionReport("uploads", log, { listing_identity_id: request.listingIdentityId });
  const added = await media.database.transaction(report, async (db) => {
    const listing = await admission.admit(media, context, db, request.listingIdentityId);
    const added: Awaited<ReturnType<typeof addFile>>[] = [];
    for (const file of files) added.push(await addFile(media, context, db, listing, file, events));
    return added;
  });
  for (const { removal } of added) if (removal) await removeNoted(media, log, removal);
  return added.map(({ upload }) => upload);
}

/** Which listings take uploads, and for what. */
export interface UploadAdmission {
  readonly purpose: UploadPurpose;
  admit(
    media: MediaDependencies,
    context: RequestContext,
    db: Statements,
    listingIdentityId: GoInteger,
  ): Promise<ActiveListing>;
}

const PHOTO_SESSION: UploadAdmission = {
  purpose: "processing",
  async admit(media, context, db, listingIdentityId) {
    const event = "service.media.request_upload.get_listing_error";
    const listing = await loadListingToWorkOn(media, context, db, listingIdentityId, event);
    if (listing.status === PENDING_PHOTO_PROCESSING || listing.status === REJECTED_BY_OWNER) return listing;
    throw new HttpError(409, "listing is not awaiting media uploads");
  },
};

async function addFile(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listing: ActiveListing,
  file: UploadFile,
  events: UploadEvents,
): Promise<{ readonly upload: UploadUrl; readonly removal: Removal | undefined }> {
  const stored = await existingAsset(db, listing, file, events);
  // The server's own entries win.
  const metadata = metadataOfUpload(media.system, stored, {
    ...Object.fromEntries(file.metadata),
    requested_by: String(context.claims?.user.ID ?? 0),
    filename: file.filename,
    content_type: file.contentType,
    checksum: file.checksum,
    size_bytes: String(file.bytes),
  });
  const source = { listingIdentityId: listing.identityId, ...file, metadata };
  const keys = keysOfUpload(media.system, stored, () => rawKey(source, () => media.ids.uuid("raw-key")));
  const url = await presignUpload(media, file, keys.rawKey, events);
  const asset: MediaAsset = {
    id: stored?.id ?? 0,
    listingIdentityId: listing.identityId,
    assetType: file.assetType,
    sequence: file.sequence,
    status: statusAfterRequest(stored),
    ...keys,
    title: file.title,
    metadata,
  };
  try {
    await upsertAsset(db, asset);
  } catch (error) {
    throw events.failed("upsert_asset_error", error, "failed to persist asset");
  }
  const left = objectsLeftBehind(media.system, stored, keys.rawKey);
  const removal = left.length > 0 ? await noteRemoval(media, db, listing.identityId, left) : undefined;
  return { upload: { file, objectKey: keys.rawKey, ...url }, removal };
}

function statusAfterRequest(stored: MediaAsset | undefined): string {
  if (!stored || ["FAILED", "PROCESSED", "PROCESSING"].includes(stored.status)) return "PENDING_UPLOAD";
  return stored.status;
}

async function existingAsset(
  db: Statements,
  listing: ActiveListing,
  file: UploadFile,
  events: UploadEvents,
): Promise<MediaAsset | undefined> {
  try {
    return await getAsset(db, listing.identityId, file.assetType, file.sequence);
  } catch (error) {
    if (error instanceof NoRowsError) return undefined;
    throw events.failed("get_asset_error", error, "failed to check existing asset");
  }
}

async function presignUpload(
  media: MediaDependencies,
  file: UploadFile,
  key: string,
  events: UploadEvents,
): Promise<Pick<UploadUrl, "uploadUrl" | "headers">> {
  const checksum = normaliseChecksum(file.checksum);
  if (checksum === undefined) {
    events.error("generate_url_error", "invalid checksum");
    throw new HttpError(400, "invalid checksum", { checksum: "unsupported checksum format" });
  }
  // Without a bucket the real server panics in the storage adapter (docs/contract/config.md 1): an error that is no
  // HttpError.
  if (media.configuration.s3.bucketName === "") throw new Error("The server has no bucket for uploads.");
  const object = {
    bucket: media.configuration.s3.bucketName,
    key,
    lifetimeSeconds: media.configuration.storage.uploadUrlTtlSeconds,
    nowMs: media.clock.now(),
  };
  try {
    const uploadUrl = await presignPut(media.aws.s3Admin, object, checksum);
    const contentType = file.contentType.trim() === "" ? "application/octet-stream" : file.contentType;
    const headers: Record<string, string> = { "Content-Type": contentType };
    if (checksum !== "") headers["x-amz-checksum-sha256"] = checksum;
    return { uploadUrl, headers };
  } catch (error) {
    throw events.failed("generate_url_error", error, "failed to generate upload URL");
  }
}

class UploadEvents {
  readonly #log: Logger;
  readonly #listingIdentityId: GoInteger;

  constructor(log: Logger, listingIdentityId: GoInteger) {
    this.#log = log;
    this.#listingIdentityId = listingIdentityId;
  }

  error(event: string, err: string): void {
    this.#log.error(`service.media.request_upload.${event}`, { err, listing_identity_id: this.#listingIdentityId });
  }

  failed(event: string, error: unknown, message: string): HttpError {
    this.error(event, errorText(error));
    return new HttpError(500, message);
  }
}

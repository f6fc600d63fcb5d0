import type { GoInteger } from "../../go/json-binding.ts";
import type { Statements } from "../database/database.ts";
import { NoRowsError } from "../database/database-error.ts";
import type { ActiveListing } from "../database/listings.ts";
import { getAsset, type MediaAsset, upsertAsset } from "../database/media-assets.ts";
import type { RequestContext } from "../http/context.ts";
import { HttpError } from "../http/http-error.ts";
import { errorText, type Logger } from "../logging/logger.ts";
import { normaliseChecksum } from "./checksum.ts";
import type { MediaDependencies } from "./dependencies.ts";
import { PENDING_PHOTO_PROCESSING, REJECTED_BY_OWNER } from "./listing-status.ts";
import { loadListing } from "./load-listing.ts";
import { presignPut } from "./presigned-url.ts";
import { rawKey } from "./raw-key.ts";
import { checkUploads } from "./upload-rules.ts";

export interface UploadFile {
  readonly assetType: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: GoInteger;
  readonly checksum: string;
  readonly title: string;
  readonly sequence: number;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface UploadRequest {
  readonly listingIdentityId: GoInteger;
  readonly files: readonly UploadFile[];
}

export interface UploadUrl {
  readonly file: UploadFile;
  readonly uploadUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly objectKey: string;
}

/**
 * Presigned upload URLs, in the order of the files, and an asset row for each (contract/http-api.md 5.1). Nothing is
 * written to the storage.
 *
 * @throws HttpError as the contract lists.
 */
export async function requestUploadUrls(
  media: MediaDependencies,
  context: RequestContext,
  request: UploadRequest,
): Promise<readonly UploadUrl[]> {
  checkUploads(media.configuration.limits, request.files);
  const { log } = context;
  const events = new UploadEvents(log, request.listingIdentityId);
  const report = {
    log,
    fields: { listing_identity_id: request.listingIdentityId },
    startEvent: "service.media.request_upload.tx_start_error",
    rollbackEvent: "service.media.request_upload.tx_rollback_error",
    commitEvent: "service.media.request_upload.tx_commit_error",
    commitMessage: "failed to commit upload request",
  };
  return media.database.transaction(report, async (db) => {
    const event = "service.media.request_upload.get_listing_error";
    const listing = await loadListing(db, log, request.listingIdentityId, event);
    if (listing.status !== PENDING_PHOTO_PROCESSING && listing.status !== REJECTED_BY_OWNER) {
      throw new HttpError(409, "listing is not awaiting media uploads");
    }
    const urls: UploadUrl[] = [];
    for (const file of request.files) urls.push(await addFile(media, context, db, listing, file, events));
    return urls;
  });
}

async function addFile(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listing: ActiveListing,
  file: UploadFile,
  events: UploadEvents,
): Promise<UploadUrl> {
  const stored = await existingAsset(db, listing, file, events);
  // The client's map is replaced as a whole; the server's own entries win.
  const metadata = {
    ...Object.fromEntries(file.metadata),
    requested_by: String(context.claims?.user.ID ?? 0),
    filename: file.filename,
    content_type: file.contentType,
    checksum: file.checksum,
    size_bytes: String(file.bytes),
  };
  const source = { listingIdentityId: listing.identityId, ...file, metadata };
  // An asset keeps its first key for ever, whatever is uploaded later (upstream bug, D32).
  const key = stored?.rawKey || rawKey(source, () => media.ids.uuid("raw-key"));
  const url = await presignUpload(media, file, key, events);
  const asset: MediaAsset = {
    id: stored?.id ?? 0,
    listingIdentityId: listing.identityId,
    assetType: file.assetType,
    sequence: file.sequence,
    status: statusAfterRequest(stored),
    rawKey: key,
    processedKey: stored?.processedKey ?? "",
    title: file.title,
    metadata,
  };
  try {
    await upsertAsset(db, asset);
  } catch (error) {
    throw events.failed("upsert_asset_error", error, "failed to persist asset");
  }
  return { file, objectKey: key, ...url };
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
  // Without a bucket the real server dies in the storage adapter (CONTRADICTIONS A13): an error that is no HttpError.
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

import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { jobOfAsset, type MediaAsset } from "../../database/media-assets.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { assetsKnowTheirJob, hasOutbox } from "../../database/schema.ts";
import { objectsOf } from "./asset-objects.ts";

type Metadata = Readonly<Record<string, string>>;

/** Metadata names that the pipeline writes; all others are the client's. */
const WRITTEN_BY_PIPELINE = /^(?:error|errorCode|thumbnailKey|(?:thumbnail|small|medium|large|original)_.*)$/;

/**
 * D32: an asset that is uploaded again keeps its first raw key, whatever the new file is called, and its processed key;
 * its metadata are replaced, so that objects derived before lose their references; and an error of before survives a
 * later success. Instead the asset starts again with only the client's own metadata, and results of the former file are
 * ignored. The functions of this file hold the departure.
 */
export function keysOfUpload(
  system: System,
  stored: MediaAsset | undefined,
  fresh: () => string,
): Pick<MediaAsset, "rawKey" | "processedKey"> {
  if (!stored || !system.has("D32")) return { rawKey: fresh(), processedKey: "" };
  return { rawKey: stored.rawKey || fresh(), processedKey: stored.processedKey };
}

export function metadataOfUpload(system: System, stored: MediaAsset | undefined, given: Metadata): Metadata {
  if (!stored || system.has("D32")) return given;
  const own = Object.entries(stored.metadata).filter(([name]) => !WRITTEN_BY_PIPELINE.test(name));
  return { ...Object.fromEntries(own), ...given };
}

/** Objects of the former upload that the new one does not overwrite. */
export function objectsLeftBehind(system: System, stored: MediaAsset | undefined, rawKey: string): readonly string[] {
  if (!stored || stored.rawKey === "" || stored.rawKey === rawKey || system.has("D32") || !hasOutbox(system)) return [];
  return objectsOf(stored).filter((key) => key !== rawKey);
}

/**
 * Whether a result is about a file that was replaced since: the asset waits for its upload, or belongs to another job
 * now.
 */
export async function isSuperseded(system: System, db: Statements, job: MediaJob, asset: MediaAsset): Promise<boolean> {
  if (system.has("D32") || !assetsKnowTheirJob(system)) return false;
  // With D19 a result may belong to another listing's asset.
  if (asset.listingIdentityId !== job.listingIdentityId) return false;
  if (asset.status === "PENDING_UPLOAD") return true;
  const jobId = await jobOfAsset(db, asset.id);
  return jobId !== null && jobId !== job.id;
}

/** Metadata of an asset that has just been processed without an error. */
export function metadataOfSuccess(system: System, asset: MediaAsset): Metadata {
  const { error, errorCode, ...rest } = asset.metadata;
  if ((error === undefined && errorCode === undefined) || system.has("D32")) return asset.metadata;
  return rest;
}

import type { System } from "../../../system/revisions.ts";

/** The asset types of docs/contract/database.md 5, each with its segment in S3 keys (docs/contract/pipeline.md 1.1). */
const SEGMENTS = {
  PHOTO_VERTICAL: "photo/vertical",
  PHOTO_HORIZONTAL: "photo/horizontal",
  VIDEO_VERTICAL: "video/vertical",
  VIDEO_HORIZONTAL: "video/horizontal",
  THUMBNAIL: "thumb",
  ZIP: "zip",
  PROJECT_DOC: "project/doc",
  PROJECT_RENDER: "project/render",
} as const;

export const ASSET_TYPES: readonly string[] = Object.keys(SEGMENTS);

/**
 * D30: a type is compared in upper case but stored as sent, so that a lower-case one gets the segment `misc`. Instead
 * every use case converts the type to upper case.
 */
export function assetTypeOf(system: System, given: string): string {
  const upper = given.toUpperCase();
  return upper !== given && system.has("D30") ? given : upper;
}

/** Segment of the type as stored. */
export function keySegment(assetType: string): string {
  return Object.hasOwn(SEGMENTS, assetType) ? SEGMENTS[assetType as keyof typeof SEGMENTS] : "misc";
}

/** The asset types of contract/database.md 5, each with its segment in S3 keys (contract/pipeline.md 1.1). */
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

/** Segment of the type as stored; a lower-case type is accepted and becomes `misc` (upstream bug, D30). */
export function keySegment(assetType: string): string {
  return Object.hasOwn(SEGMENTS, assetType) ? SEGMENTS[assetType as keyof typeof SEGMENTS] : "misc";
}

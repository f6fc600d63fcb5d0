import { keySegment } from "./asset-type.ts";

const REFERENCE_LENGTH = 48;
const FILENAME_BYTES = 96;

const DEFAULT_EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/heic": ".heic",
  "video/mp4": ".mp4",
  "video/quicktime": ".mov",
  "application/pdf": ".pdf",
};

export interface RawKeySource {
  readonly listingIdentityId: number;
  readonly assetType: string;
  readonly sequence: number;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Key of an upload: `{listing}/raw/{segment}/{reference}-{filename}` (docs/contract/pipeline.md 1.1). `uuid` is asked
 * when the client's reference or file name has no usable character (docs/contract/pipeline.md 1.1).
 */
export function rawKey(source: RawKeySource, uuid: () => string): string {
  const directory = `${source.listingIdentityId}/raw/${keySegment(source.assetType)}`;
  return `${directory}/${reference(source, uuid)}-${filename(source, uuid)}`;
}

function reference(source: RawKeySource, uuid: () => string): string {
  const given = source.metadata.client_id || source.metadata.clientId || sequenceReference(source);
  const sanitized = given.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");
  return sanitized.slice(0, REFERENCE_LENGTH) || uuid();
}

function sequenceReference({ assetType, sequence }: RawKeySource): string {
  const prefix = assetType.includes("VERTICAL") ? "vertical" : assetType.includes("HORIZONTAL") ? "horizontal" : "seq";
  return `${prefix}-${String(sequence).padStart(2, "0")}`;
}

function filename(source: RawKeySource, uuid: () => string): string {
  const original = (source.metadata.filename || "file").trim();
  const sanitized = original.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "") || `asset-${uuid()}`;
  const wanted = extension(original) || DEFAULT_EXTENSIONS[source.contentType.trim().toLowerCase()] || ".bin";
  const complete = sanitized.toLowerCase().endsWith(wanted.toLowerCase()) ? sanitized : `${sanitized}${wanted}`;
  return Buffer.from(complete).subarray(0, FILENAME_BYTES).toString();
}

/** From the last dot of the last path element, as Go's path.Ext; `a.` has the extension `.`. */
function extension(name: string): string {
  const base = name.slice(name.lastIndexOf("/") + 1);
  const dot = base.lastIndexOf(".");
  return dot < 0 ? "" : base.slice(dot);
}

import { posix } from "node:path";

export const KEY_WITHOUT_RAW = "invalid key format: must contain 'raw/' segment";

const DATE_SEGMENT = /[0-9]{4}-[0-9]{2}-[0-9]{2}\//g;

export function withoutDateSegments(path: string): string {
  return path.replace(DATE_SEGMENT, "");
}

/**
 * Where a derivative of a raw object lies: `{prefix}processed/{directory}/{segment}/{file}` (docs/contract/pipeline.md
 * 1.2). Undefined for a key without `raw/`. A file directly under `raw/` keeps a `.` in the key
 * (docs/contract/pipeline.md 1.2).
 */
export function derivedKey(rawKey: string, segment: string): string | undefined {
  const parts = split(rawKey);
  if (!parts) return undefined;
  return `${parts.prefix}processed/${parts.directory}/${segment}/${parts.file}`.replaceAll("//", "/");
}

/** The folder of a video's converted original, ending in `/`; undefined for a key without `raw/`. */
export function originalFolder(rawKey: string): string | undefined {
  const parts = split(rawKey);
  if (!parts) return undefined;
  return `${parts.prefix}processed/${parts.directory}/original/`.replaceAll("//", "/");
}

/** The converted video of a raw one: MediaConvert names it as its input, with the extension of what it is now. */
export function convertedKey(rawKey: string): string | undefined {
  const folder = originalFolder(rawKey);
  return folder === undefined ? undefined : `${folder}${posix.parse(rawKey).name}.mp4`;
}

function split(rawKey: string): { prefix: string; directory: string; file: string } | undefined {
  const at = rawKey.indexOf("raw/");
  if (at < 0) return undefined;
  const rest = withoutDateSegments(rawKey.slice(at + "raw/".length));
  return { prefix: rawKey.slice(0, at), directory: directoryOf(rest), file: posix.basename(rest) || "." };
}

/** Go's `path.Dir`: everything before the last slash, cleaned; `.` when there is none. */
function directoryOf(path: string): string {
  const directory = posix.normalize(path.slice(0, path.lastIndexOf("/") + 1));
  return directory.length > 1 && directory.endsWith("/") ? directory.slice(0, -1) : directory;
}

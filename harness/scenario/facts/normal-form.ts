/** Values of JSON that no run can repeat, by their keys, with the reason. */
export const UNREPEATABLE: Readonly<Record<string, string>> = {
  duration: "how long the real machine took, in nanoseconds",
  remote_addr: "an address and a port",
  client_ip: "an address",
  zipSizeBytes: "the size of photos that are not the incident's",
  unzippedSizeBytes: "the size of photos that are not the incident's",
  zip_size_bytes: "the size of photos that are not the incident's",
  unzipped_size_bytes: "the size of photos that are not the incident's",
  raw_input_size: "the size of JSON with sizes of photos that are not the incident's",
  etag: "the digest of photos that are not the incident's",
  "x-amz-checksum-sha256": "the digest of photos that are not the incident's",
};

/** Ids that are drawn: in a search they are never compared. */
const DRAWN = new Set(["request_id", "trace_id", "span_id", "message_id", "traceparent", "size", "etag", "user_agent"]);

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const INSTANT = /\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g;
const SIGNED_URL = /https?:\/\/[^\s"'<>]+/g;
const TRACEPARENT = /\b00-[0-9a-f]{32}-[0-9a-f]{16}-\d\d\b/g;
/** What ffmpeg itself wrote: its version, its build, where it found the file. */
const FFMPEG_OUTPUT = /(ffmpeg failed: [^|"]{1,80} \| output: )(?:[^"\\]|\\.)*/gs;
const REQUEST_ID = /(Request ?ID: ?|RequestId: ?)[^\s,)]+/gi;
const HOST_ID = /(Host ?ID: ?)[^\s,)]+/gi;
/** Of pictures that are not the incident's, in the JSON that Step Functions quotes in a cause; however deep it is escaped. */
const SIZE = /(\bsize\\*": ?)\d+/g;
const ETAG = /(\betag\\*": ?)[\\"]*[0-9a-f]{32}(?:-\d+)?[\\"]*/gi;

/** A text without what differs from run to run (ids, instants, URLs, sizes) and without the blanks that drawn tables lose. */
function normalText(text: string): string {
  return text
    .replace(TRACEPARENT, "‹trace›")
    .replace(UUID, "‹id›")
    .replace(SIGNED_URL, "‹url›")
    .replace(INSTANT, "‹time›")
    .replace(FFMPEG_OUTPUT, "$1‹text›")
    .replace(REQUEST_ID, "$1‹id›")
    .replace(HOST_ID, "$1‹id›")
    .replace(SIZE, "$1‹size›")
    .replace(ETAG, "$1‹tag›")
    .trim();
}

/**
 * A value as two runs of one story have it alike: ids, instants and sizes have a place-holder, keys are sorted, and so are
 * results whose order is that of a Go map.
 */
export function normalForm(value: unknown): unknown {
  if (typeof value === "string") return normalText(value);
  if (Array.isArray(value)) return sortedResults(value.map(normalForm));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !DRAWN.has(name))
      .map(([name, one]) => [name, name in UNREPEATABLE ? presence(one) : normalForm(one)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export const isDrawn = (name: string): boolean => DRAWN.has(name);

const presence = (value: unknown): string => (value === 0 || value === null || value === "" ? "none" : "some");

function sortedResults(values: readonly unknown[]): readonly unknown[] {
  const keyOf = (value: unknown): string | undefined => {
    const key = typeof value === "object" && value !== null && "rawKey" in value ? value.rawKey : undefined;
    return typeof key === "string" ? key : undefined;
  };
  if (!values.every((value) => keyOf(value) !== undefined)) return values;
  return values.toSorted((a, b) => ((keyOf(a) ?? "") < (keyOf(b) ?? "") ? -1 : 1));
}

/** JSON inside of a text; the text itself where it is none. */
export function jsonOrText(text: unknown): unknown {
  if (typeof text !== "string" || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** How a value is shown and compared: a text as it is, anything else as JSON. */
export function shown(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "string" ? value : JSON.stringify(value);
}

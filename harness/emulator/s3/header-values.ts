import { invalidArgument } from "./errors.ts";

/** What a header's value may hold (RFC 9110, 5.5): visible ASCII, Latin-1, blanks and tabs. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** A token (RFC 9110, 5.6.2). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what nobody can print
const UNPRINTABLE = /[\0-\x08\x0a-\x1f\x7f]/;

/** A value that a request chooses for a header of the answer. Throws InvalidArgument, as S3 words it. */
export function checkHeaderValue(parameter: string, value: string): string {
  if (VALUE.test(value)) return value;
  throw invalidArgument("Header value cannot be represented using ISO-8859-1.", parameter, value);
}

/** System metadata that came by a way that is no header, such as the JSON of a state machine: what is not Latin-1 becomes a blank. */
export function asHeaderValue(value: string): string {
  return value.replace(/[^\t\x20-\x7e\x80-\xff]/gu, " ");
}

/** Whether metadata can be told in a header at all, once it is encoded. */
export function isPrintable(name: string, value: string): boolean {
  return NAME.test(name) && !UNPRINTABLE.test(value);
}

/** Whether a version may have been given that id. */
export const isVersionId = (text: string): boolean => text === "null" || /^[\x21-\x7e]{32,1024}$/.test(text);

/**
 * Ids of versions are `null` or 32 and more characters of printable ASCII, as all of S3's are. Throws InvalidArgument for all else, as S3
 * does for what it cannot decode.
 */
export function checkVersionId(versionId: string): void {
  if (isVersionId(versionId)) return;
  throw invalidArgument(
    versionId === "" ? "Version id cannot be the empty string" : "Invalid version id specified",
    "versionId",
    versionId,
  );
}

const HEX = /^(?:[0-9a-fA-F]{2})+$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A client's checksum as base64: a prefix such as `sha256:` is dropped, hex is re-encoded, base64 stays; empty means
 * none. A base64 text of hex digits alone is taken as hex, and the length is not checked (docs/contract/pipeline.md 2).
 *
 * @returns undefined when the text is neither hex nor base64.
 */
export function normaliseChecksum(given: string): string | undefined {
  const trimmed = given.trim();
  const text = trimmed.slice(trimmed.indexOf(":") + 1).trim();
  if (HEX.test(text)) return Buffer.from(text, "hex").toString("base64");
  return BASE64.test(text) ? text : undefined;
}

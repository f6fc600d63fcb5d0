/** What a line of a mail holds of one encoded word: 75 characters, without `=??Q??=` and the charset's name (RFC 2047, 2). */
const LONGEST_WORD = 68 - "UTF-8".length;

/**
 * Text as S3 tells user metadata: ASCII stays, all else becomes encoded words of RFC 2047, `Q` where ASCII prevails and `B` where it
 * does not, halved until each fits into a line. README.md says how that is known.
 */
export function encodeWords(text: string): string {
  const characters = [...Array(text.length).keys()].map((index) => text.charCodeAt(index));
  const foreign = characters.filter((code) => code >= 0x7f || (code < 0x20 && code !== 0x09)).length;
  if (foreign === 0) return text;
  return halves(text, foreign * 2 < text.length ? "Q" : "B").join(" ");
}

function halves(text: string, encoding: "Q" | "B"): string[] {
  const word = encoding === "Q" ? quoted(text) : Buffer.from(text).toString("base64");
  if (word.length <= LONGEST_WORD || text.length < 2) return [`=?UTF-8?${encoding}?${word}?=`];
  const middle = Math.floor(text.length / 2);
  const isPair = /[\ud800-\udbff]/.test(text.charAt(middle - 1));
  const cut = isPair ? middle - 1 : middle;
  if (cut === 0) return [`=?UTF-8?${encoding}?${word}?=`];
  return [...halves(text.slice(0, cut), encoding), ...halves(text.slice(cut), encoding)];
}

function quoted(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      if (byte === 0x20) return "_";
      const character = String.fromCharCode(byte);
      if (byte > 0x20 && byte < 0x7f && !"=?_".includes(character)) return character;
      return `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

const WORD = /=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi;
/** Blanks between two encoded words are the fold of a long text, no part of it (RFC 2047, 6.2). */
const FOLD = /(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?[^?\s]*\?=)/gi;
const CHARSETS: Readonly<Record<string, BufferEncoding>> = {
  "utf-8": "utf8",
  utf8: "utf8",
  "iso-8859-1": "latin1",
  "us-ascii": "latin1",
};

/** Text in which encoded words have been decoded; those of a charset that we do not know stay as they are. */
export function decodeWords(text: string): string {
  return text.replace(FOLD, "$1").replace(WORD, (word, charset: string, encoding: string, content: string) => {
    const name = charset.toLowerCase();
    const known = Object.hasOwn(CHARSETS, name) ? CHARSETS[name] : undefined;
    if (known === undefined) return word;
    return bytesOf(encoding, content).toString(known);
  });
}

function bytesOf(encoding: string, content: string): Buffer {
  if (encoding.toLowerCase() === "b") return Buffer.from(content, "base64");
  const spaced = content.replaceAll("_", " ");
  const latin1 = spaced.replace(/=([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(latin1, "latin1");
}

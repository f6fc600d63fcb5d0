/** Text that is not JSON, in the words of Go's encoding/json (measured with Go 1.26). */
export class SyntaxFailure extends Error {
  /** The text ended too early; `json.Unmarshal` and `json.Decoder` word that differently. */
  readonly ended: "empty" | "inside" | undefined;

  constructor(message: string, ended?: "empty" | "inside") {
    super(message);
    this.name = "SyntaxError";
    this.ended = ended;
  }
}

export function syntaxFailure(text: string, at: number, where: string): SyntaxFailure {
  if (at >= text.length) {
    return new SyntaxFailure("unexpected end of JSON input", text.trim() === "" ? "empty" : "inside");
  }
  return new SyntaxFailure(`invalid character ${quoted(text, at)} ${where}`);
}

/** One *byte* in Go's quotes: the scanner works on bytes, so a multi-byte character shows its first as Latin-1. */
function quoted(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  const byte = Buffer.from(character)[0] ?? 0;
  const named: Readonly<Record<number, string>> = {
    7: "a",
    8: "b",
    9: "t",
    10: "n",
    11: "v",
    12: "f",
    13: "r",
    92: "\\",
  };
  const name = named[byte];
  if (name !== undefined) return `'\\${name}'`;
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, "0")}'`;
  if (byte >= 0x80 && byte <= 0xa0) return `'\\u00${byte.toString(16)}'`;
  return `'${String.fromCharCode(byte)}'`;
}

/**
 * What differs between two runs of one system and is recognised by its form. Values of `once` kinds identify one thing
 * each: two recorded values never share one of ours. Times may: a virtual clock ticks in whole milliseconds.
 */
export type VariableKind = "uuid" | "sha256" | "hex32" | "hex16" | "token" | "address" | "access key" | "time";

const FORMS: readonly { readonly kind: VariableKind; readonly form: string; readonly pattern: string }[] = [
  { kind: "token", form: "JWT", pattern: "<token [a-z:]+>|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+" },
  { kind: "uuid", form: "UUID", pattern: "\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b" },
  { kind: "time", form: "ISO 8601, milliseconds", pattern: "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z" },
  { kind: "time", form: "ISO 8601, seconds", pattern: "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ" },
  { kind: "time", form: "DATETIME", pattern: "\\b\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\b" },
  { kind: "time", form: "Signature V4 time", pattern: "\\b\\d{8}T\\d{6}Z\\b" },
  { kind: "time", form: "Signature V4 day", pattern: "(?<=%2F)\\d{8}(?=%2F)" },
  { kind: "time", form: "epoch milliseconds", pattern: "(?<![\\w.])\\d{13}(?![\\w.])" },
  { kind: "access key", form: "access key", pattern: "(?<=X-Amz-Credential=)\\w+(?=%2F)" },
  { kind: "sha256", form: "hex", pattern: "\\b[0-9a-f]{64}\\b" },
  { kind: "sha256", form: "base64", pattern: "(?<![\\w+/%])[A-Za-z0-9+/]{43}=" },
  { kind: "sha256", form: "base64 in a query", pattern: "(?<==)(?:[A-Za-z0-9]|%2B|%2F){43}%3D" },
  { kind: "hex32", form: "32 hex digits", pattern: "\\b[0-9a-f]{32}\\b" },
  { kind: "hex16", form: "16 hex digits", pattern: "\\b[0-9a-f]{16}\\b" },
  { kind: "address", form: "loopback address", pattern: "127\\.0\\.0\\.1:\\d+" },
];

const ANY_FORM = new RegExp(FORMS.map(({ pattern }) => `(${pattern})`).join("|"), "g");

/** A piece of a text: either literal, or one value of a recognised form. */
export type Piece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: VariableKind; readonly form: string; readonly text: string; readonly value: string };

/**
 * Cuts a text at its variables. Values are in one notation whatever their form, so that hex and base64 of one digest
 * agree.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ANY_FORM)) {
    const form = FORMS[match.slice(1).findIndex((group) => group !== undefined)];
    if (!form) throw new Error(`no form of a variable matches '${match[0]}'`);
    if (match.index > from) pieces.push({ kind: "literal", text: text.slice(from, match.index) });
    pieces.push({ kind: form.kind, form: form.form, text: match[0], value: oneNotation(form.form, match[0]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: "literal", text: text.slice(from) });
  return pieces;
}

function oneNotation(form: string, text: string): string {
  if (!form.startsWith("base64")) return text;
  return Buffer.from(decodeURIComponent(text), "base64").toString("hex");
}

/** The instant of a time's text and how exact the text is, both in milliseconds. */
export function instantOf(form: string, text: string): { at: number; withinMs: number } {
  switch (form) {
    case "ISO 8601, milliseconds":
      return { at: Date.parse(text), withinMs: 1 };
    case "epoch milliseconds":
      return { at: Number(text), withinMs: 1 };
    case "DATETIME":
      return { at: Date.parse(`${text.replace(" ", "T")}Z`), withinMs: 1000 };
    case "Signature V4 day":
      return { at: Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`), withinMs: 86_400_000 };
    case "Signature V4 time":
      return { at: Date.parse(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z")), withinMs: 1000 };
    default:
      return { at: Date.parse(text), withinMs: 1000 };
  }
}

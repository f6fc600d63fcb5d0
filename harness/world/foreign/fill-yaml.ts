import { CST, isMap, isScalar, Parser, parseDocument, type Scalar } from "yaml";
import { type Mention, placeholderNamed, replaceMentions } from "./placeholder-text.ts";
import type { PlaceholderValues } from "./placeholders.ts";

/**
 * A YAML (or JSON) text with its placeholders filled in, everything else byte for byte. A value never changes the
 * file's structure: in a quoted text or a block it is escaped or indented as the place demands, and it stays a text.
 * Without quotes it is read as if it stood there (`port: {{server.port}}` is a number), unless YAML would read anything
 * but one plain value (`a: b`, `x #y`, an empty one): then it is quoted. Comments stay as they are.
 *
 * @throws UsageError for an unknown placeholder, with line and near name.
 */
export function fillYaml(text: string, values: PlaceholderValues, where: string): string {
  const marked = markMentions(text);
  const filling = (mention: Mention): string =>
    mention.escaped ? mention.source : values[placeholderNamed(mention, text, where)];
  const documents = [...new Parser().parse(marked.text)];
  for (const document of documents) {
    if (document.type !== "document") continue;
    CST.visit(document, (item, path) => {
      const inFlow = isInFlow(document, path);
      if (item.key) fillScalar(item.key, { marked, filling, inFlow, implicitKey: true });
      if (item.value) fillScalar(item.value, { marked, filling, inFlow, implicitKey: false });
    });
  }
  // What is left stands in comments.
  return marked.restore(documents.map((document) => CST.stringify(document)).join(""));
}

interface MarkedText {
  /** With a mark, which is a plain word for YAML, in place of each mention. */
  readonly text: string;
  has(text: string): boolean;
  replace(text: string, filling: (mention: Mention) => string): string;
  restore(text: string): string;
}

/** `{{name}}` would be a map of a map: YAML must see a word there. */
function markMentions(text: string): MarkedText {
  const border = unusedCharacter(text);
  const mentions: Mention[] = [];
  const marks = new RegExp(`${border}(\\d+)${border}`, "g");
  const replaced = (given: string, filling: (mention: Mention) => string): string =>
    given.replace(marks, (mark, index) => {
      const mention = mentions[Number(index)];
      return mention === undefined ? mark : filling(mention);
    });
  return {
    text: replaceMentions(text, (mention) => `${border}${mentions.push(mention) - 1}${border}`),
    has: (given) => given.includes(border),
    replace: replaced,
    restore: (given) => replaced(given, ({ escaped, source }) => (escaped ? `\\${source}` : source)),
  };
}

/** Of the private use area, whose characters YAML takes as letters. */
function unusedCharacter(text: string): string {
  let code = 0xe000;
  while (text.includes(String.fromCharCode(code))) code++;
  return String.fromCharCode(code);
}

function isInFlow(document: CST.Document, path: CST.VisitPath): boolean {
  return path.some(
    (_, depth) => CST.visit.parentCollection(document, path.slice(0, depth + 1))?.type === "flow-collection",
  );
}

interface Place {
  readonly marked: MarkedText;
  readonly filling: (mention: Mention) => string;
  readonly inFlow: boolean;
  readonly implicitKey: boolean;
}

function fillScalar(token: CST.Token, { marked, filling, inFlow, implicitKey }: Place): void {
  const scalar = CST.resolveAsScalar(token);
  if (scalar === null || !marked.has(scalar.value)) return;
  const filled = marked.replace(scalar.value, filling);
  const type = keepsStyle(filled, scalar.type) ? (scalar.type ?? "PLAIN") : "QUOTE_DOUBLE";
  CST.setScalarValue(token, filled, { type, inFlow, implicitKey, afterKey: !implicitKey });
  // YAML has escapes that JSON has not; those of JSON are known to both.
  if (token.type === "double-quoted-scalar") token.source = JSON.stringify(filled);
}

function keepsStyle(filled: string, type: Scalar.Type | null): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: only escapes can write them in YAML.
  if (/[\u0000-\u0008\u000b-\u001f]/.test(filled)) return false;
  return type !== "PLAIN" || isPlain(filled);
}

/** Whether YAML reads exactly this text without quotes (nothing would be null), also between the brackets of a list. */
function isPlain(text: string): boolean {
  if (text === "") return false;
  const document = parseDocument(`{ k: ${text} }`);
  if (document.errors.length > 0 || document.warnings.length > 0 || !isMap(document.contents)) return false;
  const [pair, ...more] = document.contents.items;
  return more.length === 0 && isScalar(pair?.value) && pair.value.type === "PLAIN" && pair.value.source === text;
}

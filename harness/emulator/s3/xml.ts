import { XMLParser, XMLValidator } from "fast-xml-parser";
import { malformedXml } from "./errors.ts";

export type XmlValue = string | number | boolean | undefined | XmlElement | readonly XmlValue[];
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/** A document of S3's namespace. Lists repeat their element; `undefined` leaves it out. */
export function xmlDocument(root: string, content: XmlElement): string {
  return `${DECLARATION}<${root} xmlns="${NAMESPACE}">${children(content)}</${root}>`;
}

/** Error documents carry no namespace. */
export function xmlErrorDocument(content: XmlElement): string {
  return `${DECLARATION}<Error>${children(content)}</Error>`;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

function children(content: XmlElement): string {
  return Object.entries(content)
    .map(([name, value]) => element(name, value))
    .join("");
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((entry: XmlValue) => element(name, entry)).join("");
  return `<${name}>${typeof value === "object" ? children(value as XmlElement) : escapeXml(String(value))}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: S3 writes control characters of keys as references.
    /[&<>"\u0000-\u0008\u000b-\u001f]/g,
    (character) => ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

/**
 * Parses a request's document below `root` into nested objects of texts, blanks kept (keys may end in one); elements named in
 * `lists` are arrays. Throws MalformedXML.
 */
export function parseXml(body: Buffer, root: string, lists: readonly string[]): unknown {
  const text = body.toString("utf8");
  if (XMLValidator.validate(text) !== true) throw malformedXml();
  const parser = new XMLParser({
    parseTagValue: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    trimValues: false,
    // Go's encoder writes quotes of ETags as &#34;.
    htmlEntities: true,
    isArray: (name) => lists.includes(name),
  });
  const document = parser.parse(text) as Record<string, unknown>;
  if (!Object.hasOwn(document, root)) throw malformedXml();
  return document[root];
}

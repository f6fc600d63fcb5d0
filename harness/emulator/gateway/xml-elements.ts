/** What an element holds. Lists repeat their element; `undefined` leaves it out. */
export type XmlValue = string | number | boolean | undefined | XmlElement | readonly XmlValue[];
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Names that begin with `@` are attributes of the element that holds them. */
const ATTRIBUTE = "@";

/** The elements of one document or element, one behind the other. */
export function xmlChildren(content: XmlElement): string {
  return Object.entries(content)
    .filter(([name]) => !name.startsWith(ATTRIBUTE))
    .map(([name, value]) => element(name, value))
    .join("");
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((entry: XmlValue) => element(name, entry)).join("");
  if (typeof value !== "object") return `<${name}>${escapeXml(String(value))}</${name}>`;
  const content = value as XmlElement;
  return `<${name}${attributes(content)}>${xmlChildren(content)}</${name}>`;
}

function attributes(content: XmlElement): string {
  return Object.entries(content)
    .filter(([name, value]) => name.startsWith(ATTRIBUTE) && value !== undefined)
    .map(([name, value]) => ` ${name.slice(ATTRIBUTE.length)}="${escapeXml(String(value))}"`)
    .join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS writes control characters as references.
    /[&<>"\u0000-\u0008\u000b-\u001f]/g,
    (character) => ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

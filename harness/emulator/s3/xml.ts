import { XMLParser, XMLValidator } from "fast-xml-parser";
import { XML_DECLARATION, type XmlElement, xmlChildren } from "../gateway/xml-elements.ts";
import { malformedXml } from "./errors.ts";

export type { XmlElement } from "../gateway/xml-elements.ts";

export const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/** A document of S3's namespace. Lists repeat their element; `undefined` leaves it out. */
export function xmlDocument(root: string, content: XmlElement): string {
  return `${XML_DECLARATION}<${root} xmlns="${NAMESPACE}">${xmlChildren(content)}</${root}>`;
}

/** Error documents carry no namespace. */
export function xmlErrorDocument(content: XmlElement): string {
  return `${XML_DECLARATION}<Error>${xmlChildren(content)}</Error>`;
}

/** The largest document there is completes an upload of 10,000 parts. */
const MAXIMUM_DOCUMENT_BYTES = 4_194_304;
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)/i;

/** The parser refuses names, numbers and depths of its own by errors of its own. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw malformedXml();
  }
}

/**
 * Parses a request's document below `root` into nested objects of texts, blanks kept (keys may end in one); elements named in
 * `lists` are arrays. Throws MalformedXML.
 */
export function parseXml(body: Buffer, root: string, lists: readonly string[]): unknown {
  const text = body.toString("utf8");
  // No request of S3 declares entities, and those that are declared nowhere are a mistake of the writer's.
  if (body.length > MAXIMUM_DOCUMENT_BYTES || /<!DOCTYPE|<!ENTITY/i.test(text) || UNKNOWN_ENTITY.test(text)) {
    throw malformedXml();
  }
  const parser = new XMLParser({
    parseTagValue: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    trimValues: false,
    // Go's encoder writes quotes of ETags as &#34;.
    htmlEntities: true,
    isArray: (name) => lists.includes(name),
  });
  const document = parsed(() => {
    if (XMLValidator.validate(text) !== true) throw malformedXml();
    return parser.parse(text) as Record<string, unknown>;
  });
  if (!Object.hasOwn(document, root)) throw malformedXml();
  return document[root];
}

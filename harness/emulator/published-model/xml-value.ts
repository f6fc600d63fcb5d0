import { XMLParser } from "fast-xml-parser";
import { type PublishedModel, type Structure, shapeOf } from "./published-model.ts";

/** An element: its text, or its attributes (`@name`) and children, each of which may come several times. */
type XmlNode = string | { readonly [name: string]: string | readonly XmlNode[] };

const TEXT = "#text";
const ATTRIBUTE = "@";

/** The root of a document, by its name. Throws what the parser throws. */
export function parseAnswer(body: string): { readonly root: string; readonly node: XmlNode } {
  const parser = new XMLParser({
    attributeNamePrefix: ATTRIBUTE,
    ignoreAttributes: false,
    ignoreDeclaration: true,
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
    parseTagValue: false,
    trimValues: false,
  });
  const document = parser.parse(body) as Readonly<Record<string, readonly XmlNode[]>>;
  const [root = "", nodes = []] = Object.entries(document).find(([name]) => name !== TEXT) ?? [];
  return { root, node: nodes[0] ?? "" };
}

/** An element's children of that name. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  const children = typeof node === "string" || !Object.hasOwn(node, name) ? undefined : node[name];
  return Array.isArray(children) ? children : [];
}

export function textOf(node: XmlNode | undefined): string {
  if (node === undefined || typeof node === "string") return node ?? "";
  const text = node[TEXT];
  return typeof text === "string" ? text : "";
}

/**
 * An element as the JSON value that its shape means, numbers and times as numbers. What the shape does not know keeps its name, and what
 * cannot be read stays a text, so that `shapeProblems` finds it.
 */
export function xmlValue(model: PublishedModel, shapeName: string, node: XmlNode): unknown {
  const shape = shapeOf(model, shapeName);
  switch (shape.type) {
    case "structure":
      return structureValue(model, shape, node);
    case "list": {
      const name = shape.member.locationName ?? "member";
      const strangers = namesIn(node).filter((child) => child !== name);
      if (strangers.length > 0) return `a list with ${strangers.join(", ")}`;
      return childrenOf(node, name).map((child) => xmlValue(model, shape.member.shape, child));
    }
    case "map":
      return Object.fromEntries(
        childrenOf(node, "entry").map((entry) => [
          textOf(childrenOf(entry, shape.key.locationName ?? "key")[0]),
          xmlValue(model, shape.value.shape, childrenOf(entry, shape.value.locationName ?? "value")[0] ?? ""),
        ]),
      );
    default:
      return textValue(shape.type, textOf(node));
  }
}

/** A text of a body or a header, as its type means it. */
export function textValue(type: string, text: string): unknown {
  if (type === "boolean") return text === "true" || text === "false" ? text === "true" : text;
  if (type === "timestamp") {
    const ms = /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT)$/.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(ms) ? text : ms / 1000;
  }
  const isNumber = ["integer", "long", "float", "double"].includes(type);
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function namesIn(node: XmlNode): string[] {
  if (typeof node === "string") return [];
  return Object.keys(node).filter((name) => name !== TEXT && !name.startsWith(`${ATTRIBUTE}xmlns`));
}

function structureValue(model: PublishedModel, shape: Structure, node: XmlNode): unknown {
  const names = new Map(Object.keys(shape.members).map((name) => [wireName(model, shape, name), name]));
  const value = Object.fromEntries(
    namesIn(node).map((found) => {
      const name = names.get(found);
      const shapeName = name && shape.members[name]?.shape;
      if (!name || !shapeName) return [found, "?"];
      if (found.startsWith(ATTRIBUTE) && typeof node !== "string") return [name, node[found]];
      const children = childrenOf(node, found);
      const member = shapeOf(model, shapeName);
      if (member.type === "list" && member.flattened) {
        return [name, children.map((child) => xmlValue(model, member.member.shape, child))];
      }
      return [name, children.length === 1 ? xmlValue(model, shapeName, children[0] ?? "") : children];
    }),
  );
  return value;
}

/** https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings */
function wireName(model: PublishedModel, shape: Structure, name: string): string {
  const reference = shape.members[name];
  if (!reference) return name;
  if (reference.xmlAttribute) return ATTRIBUTE + (reference.locationName ?? name);
  const member = shapeOf(model, reference.shape);
  const ofItems = member.type === "list" && member.flattened ? member.member.locationName : undefined;
  return ofItems ?? reference.locationName ?? name;
}

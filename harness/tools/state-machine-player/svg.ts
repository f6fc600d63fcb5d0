import type { Arrow, Box, Diagram, Frame } from "./machine-diagram.ts";
import { type Line, layOut, type Place } from "./svg-layout.ts";
import { isTaken, markOf } from "./taken-parts.ts";
import type { TakenPath } from "./taken-path.ts";

const STYLE = `
  text { font: 12px sans-serif; fill: #1f2328; text-anchor: middle; dominant-baseline: central }
  .type, .label, .frame text { font-size: 10px; fill: #59636e }
  .label { paint-order: stroke; stroke: #ffffff; stroke-width: 4px }
  .frame rect { fill: #f6f8fa; stroke: #d1d9e0 }
  .frame text { text-anchor: start }
  .box { fill: #ffffff; stroke: #818b98 }
  .box.taken { fill: #dafbe1; stroke: #1a7f37; stroke-width: 2 }
  .box.failed { fill: #ffebe9; stroke: #cf222e; stroke-width: 2 }
  .arrow { fill: none; stroke: #818b98; marker-end: url(#tip) }
  .arrow.caught { stroke-dasharray: 5 4 }
  .arrow.taken { stroke: #1a7f37; stroke-width: 2; marker-end: url(#taken-tip) }
`;

/** The diagram as a picture of its own; what an execution passed is green, where it failed is red. */
export function svgText(diagram: Diagram, path: TakenPath | undefined): string {
  const { width, height, boxes, frames, arrows } = layOut(diagram);
  // A browser shows a wide picture as wide as its window.
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" style="max-width:100%;height:auto"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    `<style>${STYLE}</style>`,
    `<defs>${tip("tip", "#818b98")}${tip("taken-tip", "#1a7f37")}</defs>`,
    ...frames.map(([frame, place]) => frameOf(frame, place)),
    ...arrows.map(([arrow, line]) => arrowOf(arrow, line, isTaken(arrow, path))),
    ...boxes.map(([box, place]) => boxOf(box, place, markOf(box, path))),
    ...arrows.map(([{ label }, { x, y }]) => (label === "" ? "" : text(label, x, y, "label"))).filter(Boolean),
    "</svg>",
    "",
  ].join("\n");
}

function tip(id: string, colour: string): string {
  const shape = `viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"`;
  return `<marker id="${id}" ${shape} markerUnits="userSpaceOnUse"><path d="M0 0 8 4 0 8Z" fill="${colour}"/></marker>`;
}

function frameOf({ label }: Frame, place: Place): string {
  const [left, top] = [place.x - place.width / 2, place.y - place.height / 2];
  return `<g class="frame">${rectangle(place, 6)}<text x="${rounded(left + 8)}" y="${rounded(top + 10)}">${escaped(label)}</text></g>`;
}

function boxOf({ kind, state, type }: Box, place: Place, mark: string): string {
  const classes = mark === "plain" ? "box" : `box ${mark}`;
  const { x, y } = place;
  if (kind === "join") return `<circle class="${classes}" cx="${rounded(x)}" cy="${rounded(y)}" r="6"/>`;
  if (kind !== "state") return `${rectangle(place, 13, classes)}${text(kind === "start" ? "Start" : "End", x, y)}`;
  const corner = type === "Choice" ? 20 : 6;
  return `${rectangle(place, corner, classes)}${text(state, x, y - 7)}${text(type, x, y + 10, "type")}`;
}

function arrowOf({ kind }: Arrow, { points }: Line, taken: boolean): string {
  const classes = ["arrow", ...(kind === "caught" ? ["caught"] : []), ...(taken ? ["taken"] : [])].join(" ");
  const [first, ...others] = points.map(({ x, y }) => `${rounded(x)} ${rounded(y)}`);
  return `<path class="${classes}" d="M${first}L${others.join(" ")}"/>`;
}

function rectangle({ x, y, width, height }: Place, corner: number, classes?: string): string {
  const place = `x="${rounded(x - width / 2)}" y="${rounded(y - height / 2)}" width="${rounded(width)}" height="${rounded(height)}"`;
  return `<rect ${classes === undefined ? "" : `class="${classes}" `}${place} rx="${corner}"/>`;
}

function text(content: string, x: number, y: number, classes?: string): string {
  const attribute = classes === undefined ? "" : ` class="${classes}"`;
  return `<text${attribute} x="${rounded(x)}" y="${rounded(y)}">${escaped(content)}</text>`;
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** For XML 1.0, which has no control characters. */
function escaped(content: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into XML.
  return content.replace(/[&<>"]|[\u0000-\u001f]/g, (character) =>
    character < " " ? "\ufffd" : `&#${character.charCodeAt(0)};`,
  );
}

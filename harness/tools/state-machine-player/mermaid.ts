import type { Arrow, Box, Diagram } from "./machine-diagram.ts";
import { isTaken, markOf } from "./taken-parts.ts";
import type { TakenPath } from "./taken-path.ts";

const CLASSES = [
  "  classDef taken fill:#dafbe1,stroke:#1a7f37,stroke-width:2px,color:#1f2328",
  "  classDef failed fill:#ffebe9,stroke:#cf222e,stroke-width:2px,color:#1f2328",
];

/**
 * The diagram as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html); what an execution passed is green.
 */
export function mermaidText(diagram: Diagram, path: TakenPath | undefined): string {
  const marked = diagram.boxes.map((box) => [box, markOf(box, path)] as const).filter(([, mark]) => mark !== "plain");
  const taken = diagram.arrows.flatMap((arrow, index) => (isTaken(arrow, path) ? [index] : []));
  return [
    "flowchart TD",
    ...contentOf(undefined, diagram, "  "),
    ...diagram.arrows.map(arrowLine),
    ...(path ? CLASSES : []),
    ...marked.map(([box, mark]) => `  class ${box.id} ${mark}`),
    ...(taken.length > 0 ? [`  linkStyle ${taken.join(",")} stroke:#1a7f37,stroke-width:2px`] : []),
    "",
  ].join("\n");
}

function contentOf(frame: string | undefined, diagram: Diagram, margin: string): string[] {
  return [
    ...diagram.boxes.filter((box) => box.frame === frame).map((box) => `${margin}${box.id}${shapeOf(box)}`),
    ...diagram.frames
      .filter(({ parent }) => parent === frame)
      .flatMap(({ id, label }) => [
        `${margin}subgraph ${id}["${escaped(label)}"]`,
        ...contentOf(id, diagram, `${margin}  `),
        `${margin}end`,
      ]),
  ];
}

function shapeOf({ kind, state, type }: Box): string {
  if (kind === "start") return "([Start])";
  if (kind === "end") return "([End])";
  if (kind === "join") return '((" "))';
  const label = `"${escaped(state)}<br/><small>${escaped(type)}</small>"`;
  return type === "Choice" ? `{{${label}}}` : `[${label}]`;
}

function arrowLine({ from, to, label, kind }: Arrow): string {
  const line = kind === "caught" ? "-.->" : "-->";
  return `  ${from.id} ${line}${label === "" ? "" : `|"${escaped(label)}"|`} ${to.id}`;
}

/** Mermaid reads HTML in labels, and entities with # in place of &. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:_+*/()$@=!?-]/gu, (character) => `#${character.codePointAt(0)};`);
}

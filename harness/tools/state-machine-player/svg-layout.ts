import { Graph, layout } from "@dagrejs/dagre";
import type { Arrow, Box, Diagram, Frame } from "./machine-diagram.ts";

/** Positions in pixels; boxes and frames are placed by their centres. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (readonly [Box, Place])[];
  /** Outer frames before those inside them. */
  readonly frames: readonly (readonly [Frame, Place])[];
  readonly arrows: readonly (readonly [Arrow, Line])[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Position of the label. */
  readonly x: number;
  readonly y: number;
}

/** Of the 12 px sans-serif font that the picture is drawn with; wide enough for all but the widest letters. */
const CHARACTER_WIDTH = 7;

/** Lays a diagram out from top to bottom. */
export function layOut({ boxes, frames, arrows }: Diagram): Layout {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 34, edgesep: 14, marginx: 16, marginy: 16 });
  for (const frame of frames) graph.setNode(frame.id, { label: frame.label });
  for (const box of boxes) graph.setNode(box.id, sizeOf(box));
  for (const { id, parent } of frames) if (parent !== undefined) graph.setParent(id, parent);
  for (const { id, frame } of boxes) if (frame !== undefined) graph.setParent(id, frame);
  for (const [index, { from, to, label }] of arrows.entries()) {
    const size = label === "" ? {} : { width: label.length * CHARACTER_WIDTH, height: 16, labelpos: "c" };
    graph.setEdge(from.id, to.id, size, `a${index}`);
  }
  layout(graph, { constraints: branchOrder(frames) });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const placeOf = (id: string): Place => graph.node(id) as Place;
  return {
    width,
    height,
    boxes: boxes.map((box) => [box, placeOf(box.id)]),
    frames: frames.map((frame) => [frame, placeOf(frame.id)]),
    arrows: arrows.map((arrow, index) => [
      arrow,
      graph.edge({ v: arrow.from.id, w: arrow.to.id, name: `a${index}` }) as unknown as Line,
    ]),
  };
}

/** Branches stand beside each other in the order of the definition, which is the order of the frames. */
function branchOrder(frames: readonly Frame[]): { left: string; right: string }[] {
  return frames.flatMap(({ id, parent, kind }, index) => {
    const next = frames.slice(index + 1).find((frame) => frame.parent === parent && frame.kind === "branch");
    return kind === "branch" && next ? [{ left: id, right: next.id }] : [];
  });
}

function sizeOf({ kind, state, type }: Box): { width: number; height: number } {
  if (kind === "join") return { width: 14, height: 14 };
  if (kind !== "state") return { width: 60, height: 26 };
  return { width: Math.max(state.length, type.length) * CHARACTER_WIDTH + 28, height: 42 };
}

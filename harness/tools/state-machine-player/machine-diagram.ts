import { isObject, type Json, type JsonObject } from "../../emulator/stepfunctions/json/json.ts";
import { choiceLabel, listLabel } from "./choice-label.ts";

/** A machine as boxes and arrows. Ids are short and made by us; labels are the user's. */
export interface Diagram {
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
  readonly arrows: readonly Arrow[];
}

export interface Box {
  readonly id: string;
  readonly kind: "state" | "start" | "end" | "join";
  /** Name of the state; of a join the state that it closes. */
  readonly state: string;
  /** Type of the state; empty for others. */
  readonly type: string;
  readonly frame: string | undefined;
}

/** Around the states inside a Parallel or Map state, and around each branch. */
export interface Frame {
  readonly id: string;
  readonly label: string;
  readonly kind: "state" | "branch";
  readonly parent: string | undefined;
}

export interface Arrow {
  readonly from: Box;
  readonly to: Box;
  readonly label: string;
  /** Into a graph, from state to state, to a Catch's target, or out of the graph. */
  readonly kind: "enter" | "next" | "caught" | "leave";
}

/** The states of a valid definition. */
export function machineDiagram(definition: JsonObject): Diagram {
  const drawing = new Drawing();
  const start = drawing.box("start", "", "", undefined);
  const end = drawing.box("end", "", "", undefined);
  drawing.graph(definition, { frame: undefined, before: start, after: end });
  return drawing;
}

class Drawing implements Diagram {
  readonly boxes: Box[] = [];
  readonly frames: Frame[] = [];
  readonly arrows: Arrow[] = [];

  box(kind: Box["kind"], state: string, type: string, frame: string | undefined): Box {
    const box: Box = { id: `n${this.boxes.length}`, kind, state, type, frame };
    this.boxes.push(box);
    return box;
  }

  /** Draws one graph between two boxes. */
  graph(graph: JsonObject, { frame, before, after }: { frame: string | undefined; before: Box; after: Box }): void {
    const states = [...objectIn(graph, "States")].filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
    const drawn = new Map(states.map(([name, state]) => [name, this.#state(name, state, frame)]));
    const entryOf = (name: string | undefined): Box => (name === undefined ? after : (drawn.get(name)?.entry ?? after));
    const arrow = (from: Box, next: string | undefined, label = "", kind: "next" | "caught" = "next"): void => {
      const to = entryOf(next);
      this.arrows.push({ from, to, label, kind: to === after ? "leave" : kind });
    };
    this.arrows.push({ from: before, to: entryOf(textIn(graph, "StartAt")), label: "", kind: "enter" });
    for (const [name, state] of states) {
      const boxes = drawn.get(name);
      if (!boxes) continue;
      for (const rule of objectsIn(state, "Choices")) {
        arrow(boxes.exit, textIn(rule, "Next"), choiceLabel(rule));
      }
      const fallback = textIn(state, "Default");
      if (fallback !== undefined) arrow(boxes.exit, fallback, "otherwise");
      for (const catcher of objectsIn(state, "Catch")) {
        const errors = catcher.get("ErrorEquals");
        const label = Array.isArray(errors) ? listLabel(errors.map(String)) : "";
        arrow(boxes.entry, textIn(catcher, "Next"), label, "caught");
      }
      const type = textIn(state, "Type");
      if (type !== "Choice" && type !== "Fail") arrow(boxes.exit, textIn(state, "Next"));
    }
  }

  /** A state with inner states is entered at its head and left at its join. */
  #state(name: string, state: JsonObject, frame: string | undefined): { entry: Box; exit: Box } {
    const type = textIn(state, "Type") ?? "";
    const inner = [...objectsIn(state, "Branches")];
    const processor = state.get("ItemProcessor") ?? state.get("Iterator");
    if (processor !== undefined && isObject(processor)) inner.push(processor);
    if (inner.length === 0) {
      const box = this.box("state", name, type, frame);
      return { entry: box, exit: box };
    }
    const around = this.#frame("state", name, frame);
    const entry = this.box("state", name, type, around);
    const exit = this.box("join", name, "", around);
    for (const [index, graph] of inner.entries()) {
      const own = type === "Parallel" ? this.#frame("branch", `branch ${index + 1}`, around) : around;
      this.graph(graph, { frame: own, before: entry, after: exit });
    }
    return { entry, exit };
  }

  #frame(kind: Frame["kind"], label: string, parent: string | undefined): string {
    const id = `f${this.frames.length}`;
    this.frames.push({ id, kind, label, parent });
    return id;
  }
}

function textIn(object: JsonObject, name: string): string | undefined {
  const value = object.get(name);
  return typeof value === "string" ? value : undefined;
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object.get(name);
  return value !== undefined && isObject(value) ? value : new Map();
}

function objectsIn(object: JsonObject, name: string): readonly JsonObject[] {
  const value: Json | undefined = object.get(name);
  return Array.isArray(value) ? value.filter((item: Json) => isObject(item)) : [];
}

import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import type { MachinePicture, PictureBox, PicturePlace } from "./report-model.ts";

/** A state machine laid out, without any path. */
export interface MachineDrawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (Omit<PictureBox, "mark"> & { readonly place: PicturePlace })[];
  readonly frames: MachinePicture["frames"];
  readonly arrows: readonly DrawnArrow[];
}

export interface DrawnArrow {
  /** Names of the states at its ends; empty for start, end and what closes a Parallel or Map. */
  readonly from: string;
  readonly to: string;
  /** Into a graph, from state to state, to a Catch's target, or out of the graph. */
  readonly kind: "enter" | "next" | "caught" | "leave";
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x: number;
  readonly y: number;
}

type StateEvent = Extract<RecordedEvent, { kind: "state" }>;

/** The machine of each execution with the path that it took, in the order of their starts. */
export function picturesOf(
  events: readonly RecordedEvent[],
  draw: (machine: string) => MachineDrawing | undefined,
): MachinePicture[] {
  const executions = new Map<string, StateEvent[]>();
  for (const event of events) {
    if (event.kind !== "state") continue;
    const known = executions.get(event.execution);
    if (known) known.push(event);
    else executions.set(event.execution, [event]);
  }
  return [...executions].map(([execution, own]) => {
    const machine = own[0]?.source ?? "";
    return pictureOf(execution, own, draw(machine) ?? EMPTY);
  });
}

/** Where nobody knows the definition, the visits still tell the path. */
const EMPTY: MachineDrawing = { width: 0, height: 0, boxes: [], frames: [], arrows: [] };

function pictureOf(execution: string, events: readonly StateEvent[], drawing: MachineDrawing): MachinePicture {
  const path = pathOf(events, drawing.arrows);
  const last = events.findLast(({ type }) => type.startsWith("Execution") && type !== "ExecutionStarted");
  const succeeded = last?.type === "ExecutionSucceeded";
  return {
    machine: events[0]?.source ?? "",
    execution,
    width: drawing.width,
    height: drawing.height,
    boxes: drawing.boxes.map((box) => ({ ...box, mark: markOf(box, path, succeeded) })),
    frames: drawing.frames,
    arrows: drawing.arrows.map((arrow) => {
      const { label, points, x, y, kind } = arrow;
      return { label, points, x, y, caught: kind === "caught", taken: path.arrows.has(arrow) };
    }),
    visits: events.flatMap(({ type, state, sequence }) => (type.endsWith("StateEntered") ? [{ state, sequence }] : [])),
    outcome: last?.type.replace("Execution", "").toLowerCase() ?? "under way",
  };
}

interface Path {
  readonly entered: ReadonlySet<string>;
  readonly exited: ReadonlySet<string>;
  /** Entered, and at least once not left. */
  readonly failed: ReadonlySet<string>;
  readonly arrows: ReadonlySet<DrawnArrow>;
}

function pathOf(events: readonly StateEvent[], arrows: readonly DrawnArrow[]): Path {
  const [entered, exited, taken] = [new Set<string>(), new Set<string>(), new Set<DrawnArrow>()];
  const inside = new Map<string, number>();
  /** Exits that no entry has followed yet: index of the event by state. */
  const waiting = new Map<string, number>();
  const into = Map.groupBy(arrows, ({ to }) => to);
  for (const [index, { type, state }] of events.entries()) {
    if (type.endsWith("StateExited")) {
      exited.add(state);
      inside.set(state, (inside.get(state) ?? 1) - 1);
      waiting.set(state, index);
    }
    if (!type.endsWith("StateEntered")) continue;
    entered.add(state);
    inside.set(state, (inside.get(state) ?? 0) + 1);
    const candidates = into.get(state) ?? [];
    const from = candidates
      .filter(({ kind, from }) =>
        kind === "next" ? waiting.has(from) : kind === "caught" && (inside.get(from) ?? 0) > 0,
      )
      .sort((one, other) => (waiting.get(other.from) ?? -1) - (waiting.get(one.from) ?? -1))[0];
    if (!from) {
      for (const arrow of candidates) if (arrow.kind === "enter") taken.add(arrow);
      continue;
    }
    for (const arrow of candidates) if (arrow.from === from.from && arrow.kind === from.kind) taken.add(arrow);
    waiting.delete(from.from);
  }
  for (const arrow of arrows) if (arrow.kind === "leave" && waiting.has(arrow.from)) taken.add(arrow);
  const failed = new Set([...inside].flatMap(([state, count]) => (count > 0 ? [state] : [])));
  return { entered, exited, failed, arrows: taken };
}

function markOf(
  { kind, state }: Pick<PictureBox, "kind" | "state">,
  path: Path,
  succeeded: boolean,
): PictureBox["mark"] {
  if (kind === "start") return "taken";
  if (kind === "end") return succeeded ? "taken" : "plain";
  if (kind === "join") return path.exited.has(state) ? "taken" : "plain";
  if (path.failed.has(state)) return "failed";
  return path.entered.has(state) ? "taken" : "plain";
}

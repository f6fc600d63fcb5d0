import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import type { BoxMark, DrawnArrow, DrawnBox, MachineDrawing, MachinePicture } from "./report-model.ts";

type StateEvent = Extract<RecordedEvent, { kind: "state" }>;

/** The path of each execution, in the order of their starts, and the drawings of their machines. */
export function picturesOf(
  events: readonly RecordedEvent[],
  draw: (machine: string) => MachineDrawing | undefined,
): { readonly machines: readonly MachinePicture[]; readonly drawings: readonly MachineDrawing[] } {
  const states = events.filter((event) => event.kind === "state");
  const drawings: MachineDrawing[] = [];
  const places = new Map<string, number | undefined>();
  for (const { source } of states) {
    if (places.has(source)) continue;
    const drawing = draw(source);
    places.set(source, drawing && drawings.push(drawing) - 1);
  }
  const machines = [...Map.groupBy(states, ({ execution }) => execution)].map(([execution, own]) => {
    const machine = own[0]?.source ?? "";
    const place = places.get(machine);
    const drawing = drawings[place ?? -1];
    return { machine, execution, ...(place !== undefined && { drawing: place }), ...pathThrough(drawing, own) };
  });
  return { machines, drawings };
}

function pathThrough(
  drawing: MachineDrawing | undefined,
  events: readonly StateEvent[],
): Omit<MachinePicture, "machine" | "execution" | "drawing"> {
  const { boxes = [], arrows = [] } = drawing ?? {};
  const path = pathOf(events, arrows);
  const last = events.findLast(({ type }) => type.startsWith("Execution") && type !== "ExecutionStarted");
  const succeeded = last?.type === "ExecutionSucceeded";
  return {
    marks: boxes.map((box) => markOf(box, path, succeeded)),
    taken: arrows.flatMap((arrow, index) => (path.arrows.has(arrow) ? [index] : [])),
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

function markOf({ kind, state }: DrawnBox, path: Path, succeeded: boolean): BoxMark {
  if (kind === "start") return "taken";
  if (kind === "end") return succeeded ? "taken" : "plain";
  if (kind === "join") return path.exited.has(state) ? "taken" : "plain";
  if (path.failed.has(state)) return "failed";
  return path.entered.has(state) ? "taken" : "plain";
}

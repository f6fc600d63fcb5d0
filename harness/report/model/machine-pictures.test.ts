import { expect, test } from "vitest";
import { type GivenEvent, recordedEvents } from "../test/kept-run.ts";
import { picturesOf } from "./machine-pictures.ts";
import type { DrawnArrow, DrawnBox, MachineDrawing } from "./report-model.ts";

const PLACE = { x: 0, y: 0, width: 1, height: 1 };
const box = (state: string, kind: DrawnBox["kind"] = "state"): DrawnBox => ({
  kind,
  state,
  type: "Task",
  place: PLACE,
});
const arrow = (kind: DrawnArrow["kind"], from: string, to: string): DrawnArrow => ({
  kind,
  from,
  to,
  label: "",
  points: [],
  x: 0,
  y: 0,
});

/** Choose goes to A or B; A is repeated until it goes to Done; errors of A are caught by B. */
const DRAWING: MachineDrawing = {
  width: 1,
  height: 1,
  frames: [],
  boxes: [box("", "start"), box("Choose"), box("A"), box("B"), box("Done"), box("", "end")],
  arrows: [
    arrow("enter", "", "Choose"),
    arrow("next", "Choose", "A"),
    arrow("next", "Choose", "B"),
    arrow("next", "A", "Choose"),
    arrow("next", "A", "Done"),
    arrow("caught", "A", "B"),
    arrow("leave", "Done", ""),
    arrow("leave", "B", ""),
  ],
};

/** `+A` enters, `-A` leaves, `ok` and `failed` end the execution. */
function pathOf(steps: string) {
  const events = steps.split(" ").map((step): GivenEvent => {
    const base = { kind: "state", source: "machine", execution: "arn:x" } as const;
    if (step === "ok") return { ...base, type: "ExecutionSucceeded", state: "" };
    if (step === "failed") return { ...base, type: "ExecutionFailed", state: "" };
    return { ...base, type: step.startsWith("+") ? "TaskStateEntered" : "TaskStateExited", state: step.slice(1) };
  });
  const { machines } = picturesOf(recordedEvents(events), () => DRAWING);
  const [machine] = machines;
  const taken = machine?.taken.map((at) => `${DRAWING.arrows[at]?.from}>${DRAWING.arrows[at]?.to}`).join(" ");
  const marks = machine?.marks.map((mark) => mark[0]).join("");
  return { taken, marks, outcome: machine?.outcome };
}

test("the way from start to end", () => {
  expect(pathOf("+Choose -Choose +A -A +Done -Done ok")).toEqual({
    taken: ">Choose Choose>A A>Done Done>",
    marks: "tttptt",
    outcome: "succeeded",
  });
});

test("a loop is taken both ways", () => {
  expect(pathOf("+Choose -Choose +A -A +Choose -Choose +B -B ok").taken).toBe(">Choose Choose>A Choose>B A>Choose B>");
});

test("an error that is caught goes along the catcher's arrow, not along the choice's", () => {
  expect(pathOf("+Choose -Choose +A +B -B ok")).toEqual({
    taken: ">Choose Choose>A A>B B>",
    marks: "ttftpt",
    outcome: "succeeded",
  });
});

test("where an execution fails its state is marked and the end is not reached", () => {
  expect(pathOf("+Choose -Choose +A failed")).toEqual({
    taken: ">Choose Choose>A",
    marks: "ttfppp",
    outcome: "failed",
  });
});

test("a machine that nobody can draw still tells what it entered", () => {
  const events = recordedEvents([
    { kind: "state", source: "m", execution: "arn:1", type: "PassStateEntered", state: "P" },
    { kind: "state", source: "m", execution: "arn:2", type: "PassStateEntered", state: "Q" },
  ]);
  const { machines, drawings } = picturesOf(events, () => undefined);
  expect(drawings).toEqual([]);
  expect(machines.map(({ visits, outcome }) => [visits, outcome])).toEqual([
    [[{ state: "P", sequence: 1 }], "under way"],
    [[{ state: "Q", sequence: 2 }], "under way"],
  ]);
});

import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";
import { isObject, type JsonObject } from "../../emulator/stepfunctions/json/json.ts";
import { parseJson } from "../../emulator/stepfunctions/json/parse.ts";
import { machineDiagram } from "./machine-diagram.ts";
import { mermaidText } from "./mermaid.ts";
import { svgText } from "./svg.ts";
import { layOut } from "./svg-layout.ts";
import { takenPath } from "./taken-path.ts";

const pass = (name: string, next?: string) => ({
  [name]: { Type: "Pass", ...(next ? { Next: next } : { End: true }) },
});

function parsed(definition: unknown): JsonObject {
  const json = parseJson(JSON.stringify(definition));
  if (!isObject(json)) throw new Error("no object");
  return json;
}

const NESTED = parsed({
  StartAt: "Both",
  States: {
    Both: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Each",
          States: { Each: { Type: "Map", ItemProcessor: { StartAt: "Item", States: pass("Item") }, End: true } },
        },
        { StartAt: 'R"<&>', States: pass('R"<&>') },
      ],
      Catch: [{ ErrorEquals: ["A", "B"], Next: "Mend" }],
      Next: "Last",
    },
    ...pass("Last"),
    ...pass("Mend", "Last"),
  },
});

function history(...events: readonly [type: string, previousEventId: number, name?: string][]): HistoryEvent[] {
  return events.map(([type, previousEventId, name], index) => ({
    id: index + 1,
    previousEventId,
    at: 0,
    type,
    details: name === undefined ? undefined : { name },
  }));
}

test("states inside others are framed, between the state's head and its join", () => {
  const { boxes, frames, arrows } = machineDiagram(NESTED);
  const frameOf = (state: string) =>
    frames.find(({ id }) => id === boxes.find((box) => box.state === state)?.frame)?.label;
  expect([frameOf("Both"), frameOf("Each"), frameOf("Item"), frameOf('R"<&>'), frameOf("Last")]).toEqual([
    "Both",
    "Each",
    "Each",
    "branch 2",
    undefined,
  ]);
  const labels = arrows.map(
    ({ from, to, kind, label }) => `${from.kind} ${from.state} ${kind} ${label} ${to.kind} ${to.state}`,
  );
  expect(labels).toEqual(
    expect.arrayContaining([
      "state Both enter  state Each",
      "join Each leave  join Both",
      "state Both caught A, B state Mend",
      "join Both next  state Last",
      "state Last leave  end ",
    ]),
  );
});

test("the path of an execution: a Catch is not the end of its state, and another branch is not taken", () => {
  const path = takenPath([
    history(
      ["ExecutionStarted", 0],
      ["ParallelStateEntered", 0, "Both"],
      ["ParallelStateStarted", 2],
      ["PassStateEntered", 3, 'R"<&>'],
      ["ParallelStateFailed", 4],
      ["ParallelStateExited", 5, "Both"],
      ["PassStateEntered", 6, "Mend"],
    ),
  ]);
  expect(path.wentFrom("Both", "Mend")).toBe(true);
  expect(path.wentFrom("Both", "Last")).toBe(false);
  expect([...path.ended]).toEqual([]);
  expect([...path.failed]).toEqual(['R"<&>', "Mend"]);
  expect(path.succeeded).toBe(false);
});

test("the end is marked when an execution reached it", () => {
  const events = history(["ExecutionStarted", 0], ["PassStateEntered", 0, "Last"], ["PassStateExited", 2, "Last"]);
  const diagram = machineDiagram(NESTED);
  const end = `n${diagram.boxes.findIndex(({ kind }) => kind === "end")}`;
  expect(mermaidText(diagram, takenPath([events]))).not.toContain(`class ${end} taken`);
  const succeeded = takenPath([[...events, ...history(["ExecutionSucceeded", 3])]]);
  expect(mermaidText(diagram, succeeded)).toContain(`class ${end} taken`);
});

test("labels cannot break out of the Mermaid text or the picture", () => {
  const diagram = machineDiagram(NESTED);
  expect(mermaidText(diagram, undefined)).toContain('["R#34;#60;#38;#62;<br/><small>Pass</small>"]');
  const svg = svgText(diagram, undefined);
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(JSON.stringify(new XMLParser({ htmlEntities: true }).parse(svg))).toContain('R\\"<&>');
});

test("every box lies in its frame and every frame in the picture", () => {
  const { boxes, frames, width, height } = layOut(machineDiagram(NESTED));
  const placeOf = new Map(frames.map(([{ id }, place]) => [id, place]));
  for (const [{ frame, state }, inner] of boxes) {
    const outer = (frame !== undefined && placeOf.get(frame)) || { x: width / 2, y: height / 2, width, height };
    expect(Math.abs(inner.x - outer.x) + inner.width / 2, state).toBeLessThanOrEqual(outer.width / 2 + 0.01);
    expect(Math.abs(inner.y - outer.y) + inner.height / 2, state).toBeLessThanOrEqual(outer.height / 2 + 0.01);
  }
});

// cases/definitions/draw-branch-order.json, its mirror, and three branches of different sizes.
test.each([
  ["the longer branch last", [1, 2]],
  ["the longer branch first", [2, 1]],
  ["three branches", [3, 1, 2]],
  ["six branches", [1, 4, 2, 5, 3, 1]],
])("branches stand in the order of the definition: %s", (_, lengths) => {
  const Branches = lengths.map((length, branch) => {
    const names = Array.from({ length }, (_, index) => `S${branch}${index}`);
    const States = Object.assign({}, ...names.map((name, index) => pass(name, names[index + 1])));
    return { StartAt: names[0], States };
  });
  const definition = parsed({ StartAt: "P", States: { P: { Type: "Parallel", Branches, End: true } } });
  const { frames } = layOut(machineDiagram(definition));
  const places = frames.filter(([{ kind }]) => kind === "branch").map(([, { x }]) => x);
  expect(places).toEqual([...places].sort((left, right) => left - right));
});

test("a picture is never wider than the screen that shows it", () => {
  expect(svgText(machineDiagram(NESTED), undefined)).toMatch(/^<svg [^>]*style="max-width:100%;height:auto"/);
});

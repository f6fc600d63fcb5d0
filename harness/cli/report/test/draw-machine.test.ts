import { expect, test } from "vitest";
import { call, keptScenario, recordedEvents } from "../../../report/test/kept-run.ts";
import { machineDrawer } from "../draw-machine.ts";

const PROCESSING = "listing-media-processing-sm-staging";
const statesOf = (machine: string, system: string, scenario = keptScenario("a/b", [])): string[] | undefined =>
  machineDrawer()(machine, system, scenario)?.boxes.flatMap(({ kind, state }) => (kind === "state" ? [state] : []));

test("machines of the system that the scenario ran on are known by name", () => {
  expect(statesOf(PROCESSING, "fixed + D8")).toContain("ReportStarted");
  expect(statesOf(PROCESSING, "incident - D2 - D3")).not.toContain("ReportStarted");
});

test.each([
  ["another machine", "elsewhere", "fixed"],
  ["a revision that is no more", PROCESSING, "ancient"],
])("%s cannot be drawn", (_what, machine, system) => expect(statesOf(machine, system)).toBeUndefined());

/** A story that creates the machine with this text as its definition. */
function creating(definition: string) {
  const text = JSON.stringify({ name: "own", definition });
  const request = { sha256: "x", bytes: 1 };
  const events = recordedEvents([call("photographer", "states", "CreateStateMachine", { resource: "own", request })]);
  return keptScenario("a/b", events, { bodies: [{ ...request, kind: "text", text }] });
}

test("a machine that the story created is drawn by its own definition", () => {
  const definition = { StartAt: "One", States: { One: { Type: "Pass", Next: "Two" }, Two: { Type: "Succeed" } } };
  expect(statesOf("own", "fixed", creating(JSON.stringify(definition)))).toEqual(["One", "Two"]);
});

test("a definition that is broken is not drawn, and no error either", () => {
  expect(statesOf("own", "fixed", creating("{"))).toBeUndefined();
  expect(statesOf("own", "fixed", creating('{"StartAt":"One"}'))).toEqual([]);
});

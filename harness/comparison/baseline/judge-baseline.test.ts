import { expect, test } from "vitest";
import { judgeBaseline } from "./judge-baseline.ts";
import { ended, entry, green, red, skipped } from "./test/outcomes.ts";

const UUID = "c3e2fed7-c066-47b4-a887-96c7ee97fe31";

/** What the judgement says, by the scenarios' ids. */
function said(...[entries, outcomes]: Parameters<typeof judgeBaseline>): Readonly<Record<string, readonly string[]>> {
  const { unknown, ...others } = judgeBaseline(entries, outcomes);
  const ids = Object.entries(others).map(([name, pairs]) => [name, pairs.map(({ outcome }) => outcome.id)] as const);
  const all = [...ids, ["unknown", unknown.map(({ id }) => id)] as const];
  return Object.fromEntries(all.filter(([, list]) => list.length > 0));
}

test("each red scenario is known, red for another reason or unknown; green and skipped ones with an entry are told", () => {
  const entries = [entry("a", "r"), entry("b", "r"), entry("d", "r"), entry("e", "r"), entry("not selected", "r")];
  const outcomes = [red("a", "r"), red("b", "other"), red("c", "r"), green("d"), skipped("e", "no clock"), green("f")];
  expect(said(entries, outcomes)).toEqual({
    known: ["a"],
    otherReason: ["b"],
    unknown: ["c"],
    nowGreen: ["d"],
    notJudged: ["e"],
  });
});

test("ids, instants and ports of a rule make no other reason, also where the entry was written by hand", () => {
  const rule = (id: string, port: number) => `job ${id} ends, said 127.0.0.1:${port}`;
  const entries = [entry("a", "job <uuid> ends, said <address>"), entry("b", rule(UUID, 4000))];
  const outcomes = [red("a", rule(UUID, 4001)), red("b", rule(UUID.replaceAll("c", "d"), 4002))];
  expect(said(entries, outcomes)).toEqual({ known: ["a", "b"] });
});

test("a status in a rule is part of it", () => {
  expect(said([entry("a", "expected 403 to be 201")], [red("a", "expected 500 to be 201")])).toEqual({
    otherReason: ["a"],
  });
});

test("what says nothing about the system is never known", () => {
  const lacking = ended("a", "EnvironmentError", "the disk is full");
  const notLoaded = { ...ended("b", "SyntaxError", "SyntaxError: no"), broken: true };
  const goneWithItsWorker = { ...ended("c", "", ""), errors: [] };
  const withoutRule = { ...green("d"), mark: "failed" as const, errors: [{ name: "Error", message: "m", frames: [] }] };
  const entries = [entry("a", "the disk is full"), entry("b", "SyntaxError: no"), entry("c", "x"), entry("d", "m")];
  const outcomes = [lacking, notLoaded, goneWithItsWorker, withoutRule];
  expect(said(entries, outcomes)).toEqual({ unknown: ["a", "b", "c", "d"] });
});

test("a story that hangs is known by its time-out", () => {
  const hangs = ended("a", "Error", "Test timed out in 120000ms.\nIf this is a long-running test, …");
  expect(said([entry("a", "Test timed out in <duration>.")], [hangs])).toEqual({ known: ["a"] });
});

test("several scenarios of one file are told apart by their titles", () => {
  const outcomes = [red("a", "r", {}, "one"), green("a", "two")];
  expect(said([entry("a", "r", { title: "one" })], outcomes)).toEqual({ known: ["a"] });
  expect(said([entry("a", "r", { title: "two" })], outcomes)).toEqual({ unknown: ["a"], nowGreen: ["a"] });
  expect(said([entry("a", "r")], outcomes)).toEqual({ known: ["a"] });
});

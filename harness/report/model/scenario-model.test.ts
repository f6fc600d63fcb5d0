import { expect, test } from "vitest";
import { call, failed, keptScenario, recordedEvents } from "../test/kept-run.ts";
import { packScenario, unpackScenario } from "./packed-scenario.ts";
import { bodiesModel, scenarioModel } from "./scenario-model.ts";

const AROUND = { drawMachine: () => undefined, excerptAt: () => undefined };
const BODY = { sha256: "abc", bytes: 3, kind: "text", text: "xyz" } as const;
const EVENTS = recordedEvents([
  call("photographer", "server", "GET /", { request: BODY, response: { sha256: "gone", bytes: 4 }, durationMs: 5 }),
  call("server", "s3", "GetObject", { at: 60_000, cause: 1, outcome: "NoSuchKey" }),
  call("server", "s3", "GetObject", { at: 60_001, cause: 1, fault: "slow" }),
  call("server", "s3", "GetObject", { at: 60_001, cause: 1, outcome: undefined, durationMs: undefined }),
]);

test("the same record gives the same bytes", () => {
  const bytes = () =>
    JSON.stringify(scenarioModel(keptScenario("a/b", structuredClone(EVENTS), { bodies: [BODY] }), AROUND));
  expect(bytes()).toBe(bytes());
});

test("what is packed is unpacked again", () => {
  const model = scenarioModel(keptScenario("a/b", EVENTS), AROUND);
  expect(model && unpackScenario(JSON.parse(JSON.stringify(packScenario(model))))).toEqual(
    JSON.parse(JSON.stringify(model)),
  );
});

test("events refer to bodies by their place, and to those that were not kept by none", () => {
  const kept = keptScenario("a/b", EVENTS, { bodies: [{ ...BODY, sha256: "other" }, BODY] });
  expect(scenarioModel(kept, AROUND)?.events[0]).toMatchObject({
    request: { place: 1, bytes: 3 },
    response: { bytes: 4 },
  });
  expect(bodiesModel(kept)[1]).toEqual(BODY);
});

test("the silence after the last event is skipped too", () => {
  const result = { ...failed("r"), virtualMs: 2_000_000 };
  expect(scenarioModel(keptScenario("a/b", EVENTS, { result }), AROUND)?.skipped).toEqual([
    { fromMs: 5, toMs: 60_000 },
    { fromMs: 60_002, toMs: 2_000_000 },
  ]);
});

test("what never ended lasts until the story's end", () => {
  const result = { ...failed("r"), virtualMs: 2_000_000 };
  expect(scenarioModel(keptScenario("a/b", EVENTS, { result }), AROUND)?.spans.at(-1)).toMatchObject({
    open: true,
    toMs: 2_000_000,
  });
});

test("the story's lines are asked for where it failed", () => {
  const result = failed("r", { place: "scenarios/a/b.scenario.ts:3:1" });
  const places: string[] = [];
  scenarioModel(keptScenario("a/b", EVENTS, { result }), {
    ...AROUND,
    excerptAt: (place) => void places.push(place) as undefined,
  });
  expect(places).toEqual(["scenarios/a/b.scenario.ts:3:1"]);
});

test("nothing is shown of a record that could not be read", () => {
  expect(scenarioModel(keptScenario("a/b", [], { header: undefined }), AROUND)).toBeUndefined();
});

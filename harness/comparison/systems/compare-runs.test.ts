import { expect, test } from "vitest";
import type { Observation } from "../../scenario/observation.ts";
import { onOneLine } from "../parity/one-line.ts";
import { observed } from "../parity/test/observations.ts";
import { compareRuns } from "./compare-runs.ts";
import { endedAlike, type SystemRun } from "./system-run.ts";

const NIGHT = "2025-12-03T10:00:00.000Z";
const later = (ms: number): string => new Date(Date.parse(NIGHT) + ms).toISOString();

const passed = (parts: Partial<Observation>, virtual = true): SystemRun => ({
  atRest: true,
  virtual,
  observation: observed(parts),
});
const failed = (rule: string, parts: Partial<Observation> = {}, virtual = true): SystemRun => ({
  ...passed(parts, virtual),
  atRest: false,
  failure: { rule },
});
const answer = (body: unknown) => ({ person: "owner", request: "GET /x", status: 200, body });
const paths = (one: SystemRun, other: SystemRun): readonly string[] =>
  compareRuns("a", one, other).map(({ path }) => path);

test("instants are the same within a second, where both clocks are virtual", () => {
  for (const at of [
    later,
    (ms: number) => Date.parse(later(ms)),
    (ms: number) => later(ms).replace("T", " ").slice(0, 23),
  ]) {
    const of = (ms: number, virtual?: boolean) => passed({ answers: [answer({ expiresAt: at(ms) })] }, virtual);
    expect(paths(of(0), of(1_000))).toEqual([]);
    expect(paths(of(0), of(1_001))).toEqual(["answers[0].body.expiresAt"]);
    expect(paths(of(0), of(900_000, false))).toEqual([]);
  }
});

test("with a real clock instants count from the start of their run, and may be as far apart as the longer run took", () => {
  const at = (startMs: number, virtual: boolean, expiresAfterMs: number, more: object = {}): SystemRun => ({
    ...passed({ answers: [answer({ expiresAt: later(startMs + expiresAfterMs), ...more })] }, virtual),
    span: { startMs: Date.parse(later(startMs)), lengthMs: 5_000 },
  });
  const year = 365 * 86_400_000;
  const virtual = at(0, true, 900_000);
  expect(paths(at(year, false, 906_000), virtual)).toEqual([]);
  expect(paths(at(year, false, 906_001), virtual)).toEqual(["answers[0].body.expiresAt"]);
  expect(paths(virtual, at(year, false, 3_600_000))).toEqual(["answers[0].body.expiresAt"]);
  // Of neither run: a date of the seeds.
  const born = { bornAt: "1990-01-01T00:00:00Z" };
  expect(paths(at(year, false, 900_000, born), at(0, true, 900_000, born))).toEqual([]);
});

test("what processes have pulled the clock on by is taken out of instants within the run; one beyond its end may be apart by it", () => {
  const at = (happenedMs: number, pulls: readonly (readonly [number, number])[], expiresMs = 900_000): SystemRun => ({
    ...passed({ answers: [answer({ at: later(happenedMs), expiresAt: later(expiresMs) })] }),
    span: { startMs: Date.parse(NIGHT), lengthMs: 60_000 },
    pulls: pulls.map(([toMs, byMs]) => ({ toMs: Date.parse(later(toMs)), byMs })),
  });
  const slow = [
    [10_000, 5_000],
    [30_000, 4_000],
  ] as const;
  expect(paths(at(5_000, []), at(10_500, slow))).toEqual([]);
  expect(paths(at(20_000, []), at(29_000, slow))).toEqual(["answers[0].body.at"]);
  expect(paths(at(20_000, []), at(31_000, slow, 909_000))).toEqual([]);
  expect(paths(at(20_000, []), at(31_000, slow, 912_000))).toEqual(["answers[0].body.expiresAt"]);
});

test("instants are shown as people read them", () => {
  const of = (ms: number) => passed({ answers: [answer({ expiresAt: later(ms) })] });
  const [difference] = compareRuns("a", of(0), of(60_000));
  expect([onOneLine(difference?.embedded), onOneLine(difference?.other)]).toEqual([NIGHT, later(60_000)]);
});

test("ids correspond one to one; ports and temporary paths do not count", () => {
  const [a, b, c] = ["a", "b", "c"].map((digit) => `0f9619ff-8b86-4011-b42d-00c04fc9640${digit}`) as [
    string,
    string,
    string,
  ];
  const of = (id: string, again: string, port: number, folder: string) =>
    passed({ answers: [answer({ id, again, where: `127.0.0.1:${port}`, log: `/tmp/${folder}/app.log` })] });
  expect(paths(of(a, a, 4001, "x1"), of(b, b, 4002, "y2"))).toEqual([]);
  expect(paths(of(a, a, 4001, "x1"), of(b, c, 4002, "y2"))).toEqual(["answers[0].body.again"]);
});

test("log messages are compared by how often each part wrote them", () => {
  const of = (count: number) => passed({ logMessages: { server: { "INFO HTTP Request": count, "INFO up": 1 } } });
  expect(compareRuns("a", of(2), of(0))).toEqual([
    { scenario: "a", path: 'logMessages["server"]["INFO HTTP Request"]', embedded: "2 times", other: "never" },
  ]);
  expect(paths(of(2), of(2))).toEqual([]);
});

test("where one story went on for longer, only what both came to is compared", () => {
  const rows = { media_assets: [{ id: 1 }] };
  const short = failed("no ZIP", { answers: [answer(1)] });
  const long = passed({ answers: [answer(1), answer(2)], rows });
  expect(paths(short, long)).toEqual(["outcome"]);
  expect(paths(failed("no ZIP", { answers: [answer(0)] }), long)).toEqual(["outcome", "answers[0].body"]);
});

test("a rule of the gate, which breaks when all is at rest, leaves everything to compare", () => {
  const rows = (status: string) => ({ rows: { media_assets: [{ id: 1, status }] } });
  const own = { ...failed("no hollow success", rows("FAILED"), false), atRest: true };
  expect(paths(own, passed(rows("PROCESSED")))).toEqual(["outcome", "rows.media_assets[0].status"]);
});

test("two that fail alike are compared in full, unless one clock is real", () => {
  const of = (status: string, virtual = true) =>
    failed("no ZIP", { rows: { media_assets: [{ id: 1, status }] } }, virtual);
  expect(paths(of("PROCESSED"), of("FAILED"))).toEqual(["rows.media_assets[0].status"]);
  expect(paths(of("PROCESSED", false), of("FAILED"))).toEqual([]);
});

test("what was not observed is no agreement", () => {
  expect(paths({ atRest: true, virtual: true }, passed({}))).toEqual(["observation"]);
});

test("runs end alike by the same rule and values, but for ids and instants", () => {
  const end = (rule: string, found?: string): SystemRun => ({
    atRest: false,
    virtual: true,
    failure: { rule, ...(found !== undefined && { found }) },
  });
  expect(endedAlike(end("r", `job at ${NIGHT}`), end("r", `job at ${later(5_000)}`))).toBe(true);
  expect(endedAlike(end("r", "403"), end("r", "404"))).toBe(false);
  expect(endedAlike(end("r"), end("s"))).toBe(false);
  const line = (durationMs: number, status: number) => end("r", JSON.stringify({ durationMs, status }));
  expect(endedAlike(line(12, 200), line(34, 200))).toBe(true);
  expect(endedAlike(line(12, 200), line(12, 500))).toBe(false);
  expect(endedAlike(end("r", "1"), end("r"))).toBe(false);
  expect(endedAlike(end("r"), passed({}))).toBe(false);
  expect(endedAlike(passed({}), passed({}, false))).toBe(true);
});

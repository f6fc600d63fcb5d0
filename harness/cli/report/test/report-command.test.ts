import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { call, keptRun, keptScenario, recordedEvents } from "../../../report/test/kept-run.ts";
import { commandRoom } from "../../framework/test/command-room.ts";
import { reportCommand } from "../report-command.ts";

const ID = "20261201-100000-000";

const room = commandRoom("report-command");

const runs = (): string => join(room.folder, "runs");
const report = (...argv: readonly string[]): Promise<number> =>
  reportCommand({ argv, environment: { XDG_CACHE_HOME: join(room.folder, "cache") }, runs: runs() });

function keep(file: object = keptRun([]).file): void {
  mkdirSync(join(runs(), ID), { recursive: true });
  writeFileSync(join(runs(), ID, "run.json"), JSON.stringify(file));
}

test("the newest run's report is written into its folder", async () => {
  keep();
  expect(await report("--no-open")).toBe(0);
  const path = join(runs(), ID, "report", "index.html");
  expect(room.printed).toContain(path);
  expect(readFileSync(path, "utf8")).toMatch(/^<!doctype html>/);
  expect(readdirSync(join(path, ".."))).toEqual(["index.html"]);
});

test("or where --out says, of the run that a beginning names", async () => {
  keep();
  expect(await report("202612", "--no-open", "--out", join(room.folder, "a", "b"))).toBe(0);
  expect(existsSync(join(room.folder, "a", "b", "index.html"))).toBe(true);
  expect(existsSync(join(runs(), ID, "report"))).toBe(false);
});

test.each([
  ["there is none", () => {}, [], /No run is kept/],
  ["no such run", () => keep(), ["2027"], /There is no run "2027"\. Kept are, the newest first:\n {2}20261201/],
  ["two runs", () => keep(), [ID, ID], /One run at a time/],
  ["none to compare it with", () => keep(), ["--with", "2027"], /There is no run "2027"/],
  ["a run of another version", () => keep({ version: 99 }), [], /format 99/],
  ["an unknown option", () => keep(), ["--opn"], /no option --opn/],
])("%s: usage", async (_what, prepare, argv, message) => {
  prepare();
  expect(await report(...argv)).toBe(2);
  expect(room.printed).toMatch(message);
});

test("with another run it holds the comparison of both", async () => {
  keep();
  expect(await report("--no-open", "--with", join(runs(), ID))).toBe(0);
  expect(readFileSync(join(runs(), ID, "report", "index.html"), "utf8")).toContain('id="diff"');
});

test("a folder that cannot be written is the machine's fault", async () => {
  keep();
  writeFileSync(join(room.folder, "file"), "");
  expect(await report("--no-open", "--out", join(room.folder, "file", "below"))).toBe(3);
  expect(room.printed).toMatch(/cannot be written .*--out DIR/);
});

/** A part of a run, as an artifact of CI that was unpacked: its folder holds the run's. */
function keepPart(index: number, ids: readonly string[], more: object = {}): string {
  const scenarios = ids.map((id) => keptScenario(id, recordedEvents([call("a", "b", "Put")])));
  const { file } = keptRun(scenarios);
  const artifact = join(room.folder, `part-${index}`);
  const run = join(artifact, `20261201-10000${index}-000`);
  for (const { key, header, events, result } of scenarios) {
    const path = join(run, "scenarios", ...key.split("/"));
    mkdirSync(dirname(path), { recursive: true });
    const lines = [header, ...events, result].map((line) => JSON.stringify(line));
    writeFileSync(`${path}.events.ndjson`, lines.join("\n"));
    writeFileSync(`${path}.bodies.ndjson`, "");
  }
  const shard = { index, count: 2 };
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, "run.json"), JSON.stringify({ ...file, id: `part-${index}`, shard, exitStatus: 0, ...more }));
  return artifact;
}

const merged = () => {
  const [id = ""] = readdirSync(runs());
  return { id, file: JSON.parse(readFileSync(join(runs(), id, "run.json"), "utf8")) as Record<string, unknown> };
};

test("parts are put together: one run, one report, one JUnit file", async () => {
  const junit = join(room.folder, "junit.xml");
  const parts = [keepPart(2, ["b/two"]), keepPart(1, ["c/three", "a/one"])];
  expect(await report("--merge", ...parts, "--reporter", `junit=${junit}`)).toBe(0);
  expect(room.printed).toContain("3 scenarios: 3 passed");
  expect(room.printed).toContain(" · of 2 runs\n");
  const { id, file } = merged();
  expect(file).toMatchObject({ state: "ended", exitStatus: 0, mergedFrom: ["part-1", "part-2"] });
  expect(file.scenarios).toMatchObject([{ id: "a/one" }, { id: "b/two" }, { id: "c/three" }]);
  expect(existsSync(join(runs(), id, "scenarios", "b", "two.events.ndjson"))).toBe(true);
  expect(existsSync(join(runs(), id, "report", "index.html"))).toBe(true);
  expect(readFileSync(junit, "utf8")).toContain('tests="3" failures="0"');
});

test("a folder that holds all of them will do; a red one is red", async () => {
  keepPart(1, ["a/one"]);
  const red = { id: "b/two", title: "t", mark: "failed", redBy: "rule", rule: "a rule", realMs: 1, kept: false };
  keepPart(2, [], { scenarios: [red], exitStatus: 1 });
  expect(await report("--merge", room.folder)).toBe(1);
  expect(room.printed).toContain("✗ b/two  t\n  a rule\n");
});

test.each([
  [() => [keepPart(1, ["a/one"])], "part 2 of 2 is missing"],
  [() => [keepPart(1, ["a/one"]), keepPart(2, ["b/two"], { state: "interrupted" })], "was interrupted"],
  [() => [keepPart(1, ["a/one"]), keepPart(2, ["b/two"], { exitStatus: 70 })], "ended with 70"],
  [() => [keepPart(1, []), keepPart(2, [])], "no scenario was run in any part"],
])("what is not whole is not green: %#", async (parts, sentence) => {
  expect(await report("--merge", ...parts())).toBe(1);
  expect(room.printed).toContain(sentence);
  expect(merged().file).toMatchObject({ exitStatus: 1 });
});

test.each([
  [() => [], "name the folders that hold the runs"],
  [() => [join(room.folder, "none")], "none cannot be read"],
  [() => [keepPart(1, ["a/one"]), keepPart(2, ["a/one"])], "a/one is in "],
])("what does not fit together is a usage error: %#", async (parts, sentence) => {
  expect(await report("--merge", ...parts())).toBe(2);
  expect(room.printed).toContain(sentence);
  expect(existsSync(runs())).toBe(false);
});

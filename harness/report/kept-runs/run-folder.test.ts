import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runFileSchema } from "../../scenario/record/run-file.ts";
import { PIN, runIds } from "./old-runs.ts";
import { RunFolder } from "./run-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "kept-runs-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const begin = (keep = 5): RunFolder => new RunFolder({ root: join(folder, "runs"), parameters: ["listing-28"], keep });
const NOTHING = { scenarios: [], failures: [], notKept: undefined };
const runFile = (run: RunFolder) => runFileSchema.parse(JSON.parse(readFileSync(join(run.path, "run.json"), "utf8")));

test("a run's file says what was asked for, how it ended, and what of each scenario was kept", () => {
  const run = begin();
  expect(runFile(run)).toMatchObject({ state: "running", parameters: ["listing-28"], scenarios: [] });
  const scenario = { id: "a/b", title: "t", mark: "skipped", realMs: 2, note: "no ffmpeg", kept: false } as const;
  run.end({ ...NOTHING, scenarios: [scenario] }, false);
  const ended = runFile(run);
  expect(ended).toMatchObject({ state: "ended", id: run.id });
  expect(ended.scenarios).toEqual([
    { id: "a/b", title: "t", mark: "skipped", realMs: 2, note: "no ffmpeg", kept: false },
  ]);
  expect(run.lost).toBeUndefined();
  expect(readdirSync(run.path)).toEqual(["run.json"]);
});

test("two runs that begin in the same millisecond have a folder each", () => {
  const runs = Array.from({ length: 6 }, () => begin());
  expect(new Set(runs.map(({ id }) => id)).size).toBe(6);
  expect(runs.map(({ lost }) => lost)).toEqual(runs.map(() => undefined));
});

test("the newest runs stay, pinned ones and those of others that go on as well", () => {
  const [pinned, old, older] = [begin(), begin(), begin()];
  for (const run of [pinned, old, older]) run?.end(NOTHING, false);
  writeFileSync(join(pinned.path, PIN), "");
  const running = begin();
  const elsewhere = join(running.path, "run.json");
  const parent = { ...runFile(running), owner: { pid: process.ppid, startTicks: "0" } };
  writeFileSync(elsewhere, JSON.stringify(parent));
  const last = begin(1);
  last.end(NOTHING, false);
  expect(runIds(join(folder, "runs")).sort()).toEqual([pinned.id, running.id, last.id].sort());
});

test("a run that was killed goes with the old ones", () => {
  const killed = begin();
  writeFileSync(
    join(killed.path, "run.json"),
    JSON.stringify({ ...runFile(killed), owner: { pid: 999_999_999, startTicks: "1" } }),
  );
  begin(1).end(NOTHING, false);
  expect(existsSync(killed.path)).toBe(false);
});

test("nothing else in the folder is taken for a run", () => {
  mkdirSync(join(folder, "runs", "mine"), { recursive: true });
  begin(1).end(NOTHING, false);
  begin(1).end(NOTHING, false);
  expect(existsSync(join(folder, "runs", "mine"))).toBe(true);
});

test("a folder that cannot be made costs the record and says why", () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "runs"), "a file");
  const run = begin();
  expect(run.lost).toMatch(/EEXIST|ENOTDIR/);
  run.end(NOTHING, false);
  expect(readFileSync(join(folder, "runs"), "utf8")).toBe("a file");
});

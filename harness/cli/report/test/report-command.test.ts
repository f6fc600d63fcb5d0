import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keptRun } from "../../../report/test/kept-run.ts";
import { reportCommand } from "../report-command.ts";

const ID = "20261201-100000-000";
let folder = "";
let output = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "report-command-"));
  output = "";
  const write = (text: string | Uint8Array): boolean => {
    output += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(write);
  vi.spyOn(process.stderr, "write").mockImplementation(write);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const runs = (): string => join(folder, "runs");
const report = (...argv: readonly string[]): Promise<number> =>
  reportCommand({ argv, environment: { XDG_CACHE_HOME: join(folder, "cache") }, runs: runs() });

function keep(file: object = keptRun([]).file): void {
  mkdirSync(join(runs(), ID), { recursive: true });
  writeFileSync(join(runs(), ID, "run.json"), JSON.stringify(file));
}

test("the newest run's report is written into its folder", async () => {
  keep();
  expect(await report("--no-open")).toBe(0);
  const path = join(runs(), ID, "report", "index.html");
  expect(output).toContain(path);
  expect(readFileSync(path, "utf8")).toMatch(/^<!doctype html>/);
  expect(readdirSync(join(path, ".."))).toEqual(["index.html"]);
});

test("or where --out says, of the run that a beginning names", async () => {
  keep();
  expect(await report("202612", "--no-open", "--out", join(folder, "a", "b"))).toBe(0);
  expect(existsSync(join(folder, "a", "b", "index.html"))).toBe(true);
  expect(existsSync(join(runs(), ID, "report"))).toBe(false);
});

test.each([
  ["there is none", () => {}, [], /No run is kept/],
  ["no such run", () => keep(), ["2027"], /There is no run "2027"\. Kept are, the newest first:\n {2}20261201/],
  ["two runs", () => keep(), [ID, ID], /One run at a time/],
  ["a run of another version", () => keep({ version: 99 }), [], /format 99/],
  ["an unknown option", () => keep(), ["--opn"], /no option --opn/],
])("%s: usage", async (_what, prepare, argv, message) => {
  prepare();
  expect(await report(...argv)).toBe(2);
  expect(output).toMatch(message);
});

test("a folder that cannot be written is the machine's fault", async () => {
  keep();
  writeFileSync(join(folder, "file"), "");
  expect(await report("--no-open", "--out", join(folder, "file", "below"))).toBe(3);
  expect(output).toMatch(/cannot be written .*--out DIR/);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { call, failed, keptScenario, RESULT, recordedEvents } from "../../../report/test/kept-run.ts";
import { writeRun } from "../../../report/test/written-run.ts";
import { diffCommand } from "../diff-command.ts";

const [OLDER, NEWER] = ["20261201-100000-000", "20261201-110000-000"];
let folder = "";
let output = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "diff-command-"));
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

const diff = (...argv: readonly string[]): Promise<number> =>
  diffCommand({ argv, environment: {}, runs: join(folder, "runs") });

function keep(id: string, outcome: string): void {
  const events = recordedEvents([call("server", "s3", "PutObject", { outcome })]);
  const result = outcome === "ok" ? RESULT : { ...failed("it works"), traceHash: "other" };
  writeRun(join(folder, "runs"), id, [keptScenario("a/b", events, { result })]);
}

test("the two newest runs: different is 1, with the divergence in the first line", async () => {
  keep(OLDER, "ok");
  keep(NEWER, "NoSuchBucket");
  expect(await diff()).toBe(1);
  expect(output.split("\n")[0]).toBe("a/b  event 1 at 0 ms: outcome: ok ≠ NoSuchBucket in server → s3 PutObject = ok");
});

test("the same is 0, by id, by its beginning or by folder", async () => {
  keep(OLDER, "ok");
  keep(NEWER, "ok");
  expect(await diff(OLDER, "20261201-11")).toBe(0);
  expect(await diff("previous", join(folder, "runs", NEWER), "a/b")).toBe(0);
  expect(output).toMatch(/^same: 1 scenario/);
});

test("as JSON and as a page", async () => {
  keep(OLDER, "ok");
  keep(NEWER, "NoSuchBucket");
  const page = join(folder, "pages", "diff.html");
  expect(await diff("--json", "--html", page)).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ version: 1, same: false, different: [{ first: { part: "outcome" } }] });
  expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>/);
});

test.each([
  ["there is only one run", () => keep(OLDER, "ok"), [], /no run before the newest/],
  ["no such run", () => keep(OLDER, "ok"), ["2027", OLDER], /There is no run "2027"/],
  ["three runs", () => keep(OLDER, "ok"), [OLDER, OLDER, OLDER], /Two runs are compared/],
  ["no such scenario", () => keep(OLDER, "ok"), [OLDER, OLDER, "a/c"], /no scenario "a\/c"\. Did you mean a\/b\?/],
  ["one system", () => {}, ["--system", "incident"], /Two systems are compared/],
  ["a seed for kept runs", () => {}, ["--seed", "1"], /--seed is for runs that are made now/],
])("%s: usage", async (_what, prepare, argv, message) => {
  prepare();
  expect(await diff(...argv)).toBe(2);
  expect(output).toMatch(message);
});

test("a page that cannot be written is the machine's fault, and nothing is half written", async () => {
  keep(OLDER, "ok");
  writeFileSync(join(folder, "file"), "");
  expect(await diff(OLDER, OLDER, "--html", join(folder, "file", "diff.html"))).toBe(3);
  expect(output).toMatch(/cannot be written .*--html FILE/);
});

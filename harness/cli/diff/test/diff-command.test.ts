import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { call, failed, keptScenario, RESULT, recordedEvents } from "../../../report/test/kept-run.ts";
import { writeRun } from "../../../report/test/written-run.ts";
import { commandRoom } from "../../framework/test/command-room.ts";
import { diffCommand } from "../diff-command.ts";

const [OLDER, NEWER] = ["20261201-100000-000", "20261201-110000-000"];

const room = commandRoom("diff-command");

const diff = (...argv: readonly string[]): Promise<number> =>
  diffCommand({ argv, environment: {}, runs: join(room.folder, "runs") });

function keep(id: string, outcome: string): void {
  const events = recordedEvents([call("server", "s3", "PutObject", { outcome })]);
  const result = outcome === "ok" ? RESULT : { ...failed("it works"), traceHash: "other" };
  writeRun(join(room.folder, "runs"), id, [keptScenario("a/b", events, { result })]);
}

test("the two newest runs: different is 1, with the divergence in the first line", async () => {
  keep(OLDER, "ok");
  keep(NEWER, "NoSuchBucket");
  expect(await diff()).toBe(1);
  expect(room.printed.split("\n")[0]).toBe(
    "a/b  event 1 at 0 ms: outcome: ok ≠ NoSuchBucket in server → s3 PutObject = ok",
  );
});

test("the same is 0, by id, by its beginning or by folder", async () => {
  keep(OLDER, "ok");
  keep(NEWER, "ok");
  expect(await diff(OLDER, "20261201-11")).toBe(0);
  expect(await diff("previous", join(room.folder, "runs", NEWER), "a/b")).toBe(0);
  expect(room.printed).toMatch(/^same: 1 scenario/);
});

test("as JSON and as a page", async () => {
  keep(OLDER, "ok");
  keep(NEWER, "NoSuchBucket");
  const page = join(room.folder, "pages", "diff.html");
  expect(await diff("--json", "--html", page)).toBe(1);
  expect(JSON.parse(room.printed)).toMatchObject({
    version: 1,
    same: false,
    different: [{ first: { part: "outcome" } }],
  });
  expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>.*<script type="text\/plain" id="diff">/s);
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
  expect(room.printed).toMatch(message);
});

test("a page that cannot be written is the machine's fault, and nothing is half written", async () => {
  keep(OLDER, "ok");
  writeFileSync(join(room.folder, "file"), "");
  expect(await diff(OLDER, OLDER, "--html", join(room.folder, "file", "diff.html"))).toBe(3);
  expect(room.printed).toMatch(/cannot be written .*--html FILE/);
});

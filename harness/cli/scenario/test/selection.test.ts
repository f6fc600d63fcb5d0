import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run as command } from "./run-command.ts";

const runs = mkdtempSync(join(tmpdir(), "selection-"));
afterAll(() => rmSync(runs, { recursive: true, force: true }));

const run = (...argv: string[]) => command(argv, { RUNS: runs });

/** Titles of the scenarios that a run or a list tells of. */
const told = (out: string) => [...out.matchAll(/the (first|second|third) of three/g)].map(([, which]) => which);

test("a file and a line in it: the scenario that the line is a part of", async () => {
  const { code, out } = await run("several/three:9");
  expect(told(out)).toEqual(["third"]);
  expect(out).toContain("1 scenario: 1 passed");
  expect(code).toBe(0);
  expect(told((await run("several/three.scenario.ts:3:1", "several/three:10")).out)).toEqual(["first", "third"]);
});

test.each([
  [["several/three:1"], "several/three has no scenario at line 1: they begin at 3, 5, 9."],
  [["green:3"], '"green:3": a line needs one file, and "green" names 2.'],
  [["several", "-g", "fourth"], 'No title matches "fourth". The titles are:\n  the first of three'],
  [["several", "--tags-filter", "latest"], "No scenario matches latest. The tags are: early, green, late"],
  [["--tags-filter", "late and"], '--tags-filter: "late and": a tag is missing at its end.'],
  [["-g", "a", "-t", "b"], "--grep and --title are two names of one option"],
  [["--shard", "5/4"], '--shard: "5/4" is no part like 3/8'],
  [
    ["--reporter", "xunit"],
    '--reporter: there is no reporter "xunit"; there are list, dot, json, junit, github, html.',
  ],
  [["--json"], "--json belongs to --list."],
])("%j is a usage error", async (argv, sentence) => {
  const { code, err } = await run(...argv);
  expect(err).toContain(sentence);
  expect(code).toBe(2);
});

test("titles and tags select and leave out, together", async () => {
  expect(told((await run("several", "--grep", "FIRST|third")).out)).toEqual(["first", "third"]);
  expect(told((await run("several", "-g", "of", "--grep-invert", "second")).out)).toEqual(["first", "third"]);
  expect(told((await run("several", "--tags-filter", "green and not early")).out)).toEqual(["third"]);
});

test("--list tells what would run, with lines and tags, and runs nothing", async () => {
  const { code, out } = await run("several", "green/quick", "--list", "--tags-filter", "late");
  expect(out).toBe(
    [
      "several/three:5  the second of three  @late",
      "several/three:9  the third of three  @late @green",
      "",
      "2 scenarios in 1 file",
      "",
    ].join("\n"),
  );
  expect(code).toBe(0);
  const json: unknown = JSON.parse((await run("several", "--list", "--json")).out);
  expect(json).toMatchObject([
    { id: "several/three", title: "the first of three", tags: ["early", "green"], line: 3 },
    {},
    {},
  ]);
  const broken = await run("broken/import", "--list");
  expect(broken.err).toContain("broken/import cannot be loaded: this file cannot be loaded");
  expect(broken.code).toBe(1);
});

test("parts divide the files; a part without any is green and says so", async () => {
  const parts = await Promise.all(["1/3", "2/3", "3/3"].map((part) => run("green", "--shard", part)));
  const [first, second, third] = parts.map(({ out }) => out);
  expect(first).toContain("✓ green/quick");
  expect(second).toContain("○ green/skipped");
  expect(third).toBe("Part 3 of 3 is empty: there are 2 files to divide.\n");
  expect(parts.map(({ code }) => code)).toEqual([0, 70, 0]);
  const nothing = await run("green", "--shard", "1/2", "-g", "no such title");
  expect(nothing.out).toContain('Nothing of this part matches "no such title".');
  expect(nothing.code).toBe(0);
});

test("what was red in the last run, and only that", async () => {
  await run("several", "green/quick");
  const again = await run("--last-failed");
  expect(again.out).toContain("1 scenario: 1 failed");
  expect(told(again.out)).toEqual(["second", "second"]);
  expect(again.code).toBe(1);
  await run("green/quick");
  const green = await run("--last-failed");
  expect(green.out).toMatch(/^Nothing of this was red in the last run, \d{8}-.*\.\n$/);
  expect(green.code).toBe(0);
});

test("-x stops after the first red one and counts what was not run", async () => {
  const { code, out } = await run("red/rule", "several", "green/quick", "-x", "--workers", "1");
  expect(out).toContain("1 passed, 1 failed · 3 not run");
  expect(code).toBe(1);
});

import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { run, start } from "./run-command.ts";

const RULE = { scenario: "red/rule", rule: "a bundle exists", reason: "ours has no bundles yet", since: "2026-01-31" };
const QUICK = { scenario: "green/quick", rule: "it is slow", reason: "our clock is slow", since: "2026-01-31" };
const SKIPPED = { ...QUICK, scenario: "green/skipped" };
const NOT_SELECTED = { ...QUICK, scenario: "endless/wait" };

/** A baseline file in a folder of its own. */
function baseline(...entries: readonly unknown[]): string {
  return file(JSON.stringify(entries, undefined, 2));
}

function file(content: string | undefined): string {
  const directory = mkdtempSync(join(tmpdir(), "baseline-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, "known.json");
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

const entriesIn = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

test("a known red is listed by its reason and does not fail the run; what did not run is not judged", async () => {
  const path = file(`\uFEFF${JSON.stringify([RULE, SKIPPED, NOT_SELECTED])}`);
  const { code, out } = await run(["red/rule", "green", "--baseline", path]);
  expect(out).toMatch(/^~ red\/rule /m);
  expect(out).not.toContain("expected  1 ZIP");
  expect(out).toContain(`~ 1 known red, as ${path} says\n  ours has no bundles yet\n    red/rule\n`);
  expect(out).toContain(
    `known red could not be judged: ${path} keeps it\n  it needs virtual time\n    green/skipped\n`,
  );
  expect(out.trimEnd().split("\n").at(-1)).toMatch(/^3 scenarios: 1 passed, 1 known red, 1 skipped · seed 7 · /);
  expect(code).toBe(0);
});

test("a new red fails, and so does a red for another reason, which names both rules", async () => {
  const fresh = await run(["red/rule", "--baseline", baseline()]);
  expect(fresh.out).toContain("✗ red/rule  a broken rule  (fixed, seed 7)\n  rule      a bundle exists\n");
  expect(fresh.code).toBe(1);
  const path = baseline({ ...RULE, rule: "the bundle is whole" });
  const other = await run(["red/rule", "--baseline", path]);
  const lines = [
    `  baseline  red for another reason: since 2026-01-31 ${path} knows it by another rule`,
    "            the bundle is whole",
    "            (ours has no bundles yet)",
  ];
  expect(other.out).toContain(lines.join("\n"));
  expect(other.out).toContain("1 scenario: 1 failed");
  expect(other.code).toBe(1);
});

test("an entry that turned green fails until it is removed", async () => {
  const path = baseline(QUICK);
  const { code, out, err } = await run(["green/quick", "--baseline", path]);
  expect(out).toContain("✗ green/quick  a quick one\n  baseline  now green: remove it, or --update-baseline\n");
  expect(out).toContain("1 scenario: 1 passed · 1 no longer red · ");
  expect(err).toContain("Exit 1: the baseline says red, and green now: green/quick.");
  expect(code).toBe(1);
  const updated = await run(["green/quick", "--baseline", path, "--update-baseline"]);
  expect(updated.out).toContain(`${path}: 0 added, 0 changed, 1 removed, 0 kept\n`);
  expect(updated.code).toBe(0);
  expect((await run(["green/quick", "--baseline", path])).code).toBe(0);
});

test("--update-baseline writes a new file for review, and touches only what ran", async () => {
  const path = join(dirname(file(undefined)), "deep", "known.json");
  const first = await run(["red/rule", "green", "--baseline", path, "--update-baseline"]);
  expect(first.out).toContain(`${path}: 1 added, 0 changed, 0 removed, 0 kept\n`);
  expect(first.code).toBe(0);
  const today = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
  const added = { ...RULE, reason: "new: expected 1 ZIP, found none", since: today };
  expect(entriesIn(path)).toEqual([added]);
  expect(readdirSync(dirname(path))).toEqual(["known.json"]);
  const reviewed = [NOT_SELECTED, SKIPPED, RULE];
  writeFileSync(path, JSON.stringify(reviewed));
  await run(["red/rule", "green", "--baseline", path, "--update-baseline"]);
  expect(entriesIn(path)).toEqual(reviewed);
});

test("a run that proves nothing leaves the file as it was", async () => {
  const path = baseline(RULE);
  const before = readFileSync(path, "utf8");
  const lacking = await run(["red/environment", "green/quick", "--baseline", path, "--update-baseline"]);
  expect(lacking.err).toContain(`${path} is left as it was: this machine lacks what `);
  expect(lacking.code).toBe(3);
  const worker = await run(["broken/worker", "green/quick", "--baseline", path, "--update-baseline"]);
  expect(worker.err).toContain(`${path} is left as it was: `);
  expect(worker.code).toBe(70);
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a file that cannot be loaded is never known", async () => {
  const path = baseline({ ...RULE, scenario: "broken/import", rule: "this file cannot be loaded" });
  expect((await run(["broken/import", "green/quick", "--baseline", path])).code).toBe(1);
  const { code, err } = await run(["broken/import", "green/quick", "--baseline", path, "--update-baseline"]);
  expect(err).toContain("Exit 1: a baseline cannot know broken/import: nothing was said of the system.");
  expect(code).toBe(1);
});

test("Ctrl-C writes nothing", async () => {
  const path = file(undefined);
  const child = start(["endless", "red/rule", "--baseline", path, "--update-baseline"]);
  if (!child.stdout || !child.stderr) throw new Error("the command's output is not piped");
  child.stderr.once("data", () => child.kill("SIGINT"));
  const [, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(code).toBe(130);
  expect(readdirSync(dirname(path))).toEqual([]);
});

test("what is wrong with the file or the flags is one sentence, before anything runs: status 2", async () => {
  const folder = join(dirname(file(undefined)), "folder");
  mkdirSync(folder);
  const missing = join(folder, "none.json");
  const unknown = baseline({ ...RULE, scenario: "red/rul" });
  const malformed = file('[\n  { "scenario": "red/rule",, }\n]');
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [["--baseline", missing], `${missing} does not exist; --update-baseline writes it.`],
    [["--baseline", unknown], `${unknown}, line 2: there is no scenario 'red/rul'; did it become 'red/rule'?`],
    [["--baseline", malformed], `${malformed}, line 2: not JSON from here on: , }`],
    [["--baseline", folder], `${folder} cannot be read: EISDIR`],
    [["--update-baseline"], "--update-baseline needs the file: say --baseline FILE."],
    [["--baseline", malformed, "--update-baseline", "--watch"], "--update-baseline writes once"],
  ];
  for (const [argv, sentence] of wrong) {
    const { code, out, err } = await run(["green/quick", ...argv]);
    expect(err).toContain(sentence);
    expect(err.startsWith(sentence.slice(0, 20))).toBe(true);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  }
});

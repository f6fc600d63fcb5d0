import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { githubAnnotations } from "./github-annotations.ts";
import { githubSummary } from "./github-summary.ts";
import { junitXml } from "./junit.ts";
import { GREEN, NOT_LOADED, RED, SKIPPED, toldRunOf } from "./sample-run.ts";
import { withoutCommands } from "./without-commands.ts";

const parse = (xml: string) => {
  expect(XMLValidator.validate(xml)).toBe(true);
  const isArray = (name: string): boolean => name === "testsuite" || name === "testcase";
  return new XMLParser({ ignoreAttributes: false, isArray }).parse(xml).testsuites;
};
const same = (file: string): string => file;

test("JUnit: a broken rule is a failure, what says nothing of the system an error, and both are counted", () => {
  const errors = [{ message: "nobody awaits me", frames: ["a.ts:1:1"], while: "a/b" }];
  const xml = junitXml(toldRunOf([GREEN, RED, NOT_LOADED, SKIPPED], { errors, notRun: ["z/last"] }));
  const suites = parse(xml);
  expect(suites).toMatchObject({
    "@_tests": "6",
    "@_failures": "1",
    "@_errors": "2",
    "@_skipped": "2",
    "@_time": "2.500",
  });
  const cases = suites.testsuite.flatMap(({ testcase }: { testcase: unknown[] }) => testcase);
  expect(cases).toMatchObject([
    { "@_name": "the ZIP holds four", "@_classname": "listing-28/fixed", "@_time": "0.412" },
    { "@_line": "31", failure: { "@_message": "a finished listing has a bundle", "@_type": "rule" } },
    { error: { "@_message": "SyntaxError: Unexpected token", "@_type": "error" } },
    { skipped: { "@_message": "no ffmpeg" } },
    { "@_classname": "outside any scenario", error: { "@_message": "nobody awaits me" } },
    { "@_name": "z/last", skipped: { "@_message": "not run, because the run ended before" } },
  ]);
  expect(cases[1].failure["#text"]).toContain("expected  1 ZIP\nfound     none\nat <all> & \ufffd");
});

test("JUnit: what a baseline knows fails nothing", () => {
  const suites = parse(junitXml(toldRunOf([{ ...RED, knownRed: "known since May" }])));
  expect(suites).toMatchObject({ "@_failures": "0", "@_skipped": "1" });
});

test("GitHub: an annotation at the line, and nothing in it begins another command", () => {
  const hostile = { ...RED, title: "a: b, c\n::error::x", failure: { ...RED.failure, found: "100%\n::error::y" } };
  const text = githubAnnotations(toldRunOf([GREEN, hostile]), (file) => `sub/${file}`);
  expect(text.split("\n")).toHaveLength(2);
  expect(text).toMatch(
    /^::error file=sub\/scenarios\/listing-28\/incident\.scenario\.ts,line=31,col=5,title=listing-28\/incident%3A a%3A b%2C c%0A%3A%3Aerror%3A%3Ax::a finished listing/,
  );
  expect(text).toContain("found     100%25%0A::error::y");
});

test("GitHub obeys no line of a report", () => {
  expect(withoutCommands("a ::b\n  ::error::x\n\t##[group]y\n::add-mask::z")).toBe(
    "a ::b\n  | ::error::x\n\t| ##[group]y\n| ::add-mask::z",
  );
});

test("GitHub shows ten annotations: the tenth counts the others", () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ ...RED, id: `a/${index}` }));
  const lines = githubAnnotations(toldRunOf(many), same).trimEnd().split("\n");
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe("::error title=3 more are red::All of them stand in the summary of the job.");
  expect(
    githubAnnotations(toldRunOf(many.slice(0, 10)), same)
      .trimEnd()
      .split("\n"),
  ).toHaveLength(10);
  expect(githubAnnotations(toldRunOf([{ ...RED, knownRed: "r" }, GREEN]), same)).toBe("");
});

test("GitHub's summary: a verdict, counts, and each red one; nothing of a story is markup", () => {
  const hostile = { ...RED, title: "<img src=x> **b** @all", failure: { found: "</pre><script>" } };
  const text = githubSummary(toldRunOf([GREEN, hostile, SKIPPED]));
  expect(text).toMatch(/^## Scenarios: 1 red\n\n1 passed · 1 red · 1 skipped · 2\.5 s\n/);
  expect(text).not.toMatch(/<img|<script|\*\*b|@all/);
  expect(githubSummary(toldRunOf([GREEN]))).toContain("## Scenarios: all green");
  expect(githubSummary(toldRunOf([GREEN], { state: "interrupted" }))).toContain("did not come to its end");
});

test("a summary never grows beyond what GitHub takes, and counts what it leaves out", () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ ...RED, id: `a/${index}`, rule: "ü".repeat(3_000) }));
  const text = githubSummary(toldRunOf(many));
  expect(Buffer.byteLength(text)).toBeLessThan(1_048_576);
  expect(text).toMatch(/\n\d+ more red scenarios: this page holds no more of them\.\n$/);
  expect(Buffer.byteLength(githubSummary(toldRunOf(many), 1_000))).toBeLessThanOrEqual(1_000);
  expect(githubSummary(toldRunOf(many), -5)).toBe("");
});

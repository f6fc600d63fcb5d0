import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { factsText } from "../page/facts-text.ts";
import { contradictions } from "./contradictions.ts";
import { readInputs } from "./read-inputs.ts";
import { readLines } from "./read-lines.ts";

const COUNT = 10_000;

/** Where reading is not linear, a test of this size does not end within its time-out. */
const LARGE = 200_000;

test.each([
  ["braces that open", "{"],
  ["values that do not end", '{"a": ['],
  ["rows that do not end", "'20', 'x"],
  ["inserts that do not end", "INSERT INTO t (id, provider) VALUES ('"],
  ["commands that do not end", "curl 'https://x/api/v2/y' \\"],
  ["borders", "+----+----+"],
  ["stars", "*************************** 1. row ***************************"],
  ["sentences about no zip", `no ${"zip not ".repeat(20)}`],
])("many %s are read once", (_, line) => {
  const text = Array.from({ length: COUNT }, () => line);
  const { facts, problems, words } = readLines({ file: "f", text });
  expect(facts.length + problems.length + words.length).toBeGreaterThan(0);
});

test.each([
  ["quotes", "'".repeat(LARGE)],
  ["brackets", "[".repeat(LARGE)],
  ["spaces", `INSERT INTO ${" ".repeat(LARGE)}x`],
  ["bars", "|".repeat(LARGE)],
  ["commas behind a #", `# a${",a".repeat(LARGE)}`],
  ["words of an API", "POST /api/".repeat(LARGE / 10)],
  ["JSON in JSON", `${'{"a":['.repeat(COUNT)}${"]}".repeat(COUNT)}`],
])("one long line of %s is read once", (_, line) => {
  expect(() => readLines({ file: "f", text: [line, line] })).not.toThrow();
});

test("10,000 log lines are facts", () => {
  const line = '{"time":"2025-12-03T10:13:16Z","level":"INFO","msg":"service.media.callback.received","job_id":21}';
  const { facts } = readLines({ file: "f", text: Array.from({ length: COUNT }, () => line) });
  expect(facts).toHaveLength(COUNT);
});

test("script, control characters, a path as a key and SQL in a name stay words on one line", async () => {
  const report = [
    '{"jobId":21,"status":"<script>alert(1)</script>","provider":"../../etc/passwd"}',
    "POST /api/v2/x \u001b[2J was a success",
    "2025-12-03 10:11:20 12 ../../../etc/passwd",
    "# id, provider",
    "'21', '\\'); DROP TABLE media_processing_jobs; --\\n'",
  ];
  const read = await readInputs(["-"], Readable.from([Buffer.from(report.join("\n"))]));
  expect(read.problems).toEqual([]);
  const text = factsText(read);
  expect(text).toContain("<script>");
  expect(text).toContain("\\x1b[2J was a success");
  expect(text.split("\n")).toHaveLength(5);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test("an input that names __proto__ changes nothing but its own facts", () => {
  const { facts } = readLines({ file: "f", text: ['{"level":"INFO","msg":"x","__proto__":{"polluted":true}}'] });
  expect(contradictions(facts)).toEqual([]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

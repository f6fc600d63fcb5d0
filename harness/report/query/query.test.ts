import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { call, failed, keptRun, keptScenario, recordedEvents } from "../test/kept-run.ts";
import { queryRun } from "./query-run.ts";
import { resultTable } from "./result-table.ts";
import { schemaLines } from "./schema-lines.ts";
import { TABLES } from "./tables.ts";

const request = { sha256: "aa", bytes: 9 };

const RUN = keptRun([
  keptScenario(
    "a/b",
    recordedEvents([
      call("owner", "server", "POST /x", { request, durationMs: 12 }),
      { kind: "log", source: "server", level: "WARN", message: "odd", fields: [["status", 500]], cause: 1, at: 3 },
      { kind: "row", table: "jobs", key: "7", change: "update", before: null, after: { status: "DONE" }, at: 4 },
      { kind: "state", source: "machine", execution: "e", type: "ExecutionStarted", state: "", at: 5 },
      { kind: "note", source: "harness", message: "n", at: Number.MAX_VALUE },
    ]),
    {
      bodies: [{ ...request, kind: "text", text: '{"jobId":7}' }],
      result: {
        ...failed("it is done", { found: "RUNNING", divergence: { at: "", sequence: 2, event: "" } }),
        expectations: [{ matcher: "toBe", expected: "1", found: "1", sequence: 3 }],
      },
    },
  ),
  keptScenario("c", []),
]);

const lines = (sql: string) => queryRun(RUN, sql).lines;

test.each([
  [
    "select scenario, mark, rule, found, explained_by from scenarios order by 1",
    [
      ["a/b", "failed", "it is done", "RUNNING", 2],
      ["c", "passed", null, null, null],
    ],
  ],
  ["select kind, source, target, duration_ms from events where sequence = 1", [["operation", "owner", "server", 12]]],
  ["select json_extract(request, '$.jobId') from EVENTS where request is not null", [[7]]],
  [
    "select level, json_extract(fields, '$.status'), at, at_ms from logs",
    [["WARN", 500, "2025-12-03T10:00:00.003Z", 3]],
  ],
  ["select table_name, key, change, before, after ->> 'status' from rows", [["jobs", "7", "update", null, "DONE"]]],
  ["select machine, execution, type from states;", [["machine", "e", "ExecutionStarted"]]],
  [
    "select held, matcher, found from expectations order by held desc",
    [
      [1, "toBe", "1"],
      [0, "it is done", "RUNNING"],
    ],
  ],
  ["select at from events where kind = 'note'", [[null]]],
  ["with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select max(i) from n", [[3]]],
  ["select 1 -- and nothing else", [[1]]],
])("%s", (sql, expected) => expect(lines(sql)).toEqual(expected));

const FILE = join(tmpdir(), "query-run-must-not-write.db");

test.each([
  ["delete from events", /Only SELECT/],
  ["insert into logs(level) values ('x')", /Only SELECT/],
  ["create table t (a)", /Only SELECT/],
  [`attach '${FILE}' as f`, /Only SELECT/],
  [`vacuum into '${FILE}'`, /Only SELECT/],
  ["pragma table_info(events)", /Only SELECT/],
  ["select load_extension('x')", /Only SELECT/],
  ["select 1; select 2", /One statement at a time: "select 2"/],
  ["select outcme from events", /no such column: outcme\. Did you mean outcome\?/],
  ["select * from event", /no such table: event\. Did you mean events\?/],
  ["selec 1", /near "selec": syntax error\. Tables and columns: npm run query -- --schema/],
  ["", /no question/],
])("%s is refused in a sentence", (sql, sentence) => {
  expect(() => lines(sql)).toThrow(sentence);
  expect(existsSync(FILE)).toBe(false);
});

test("an aligned table: numbers at the right, nothing as a dash, long cells cut, control characters shown", () => {
  const result = {
    columns: ["name", "n"],
    lines: [
      ["a\u001b\nb", 5],
      [null, 1_000],
      ["x".repeat(200), null],
    ],
  };
  expect(resultTable(result)).toEqual([
    `name${" ".repeat(96)}     n`,
    `${"─".repeat(100)}  ────`,
    `a\\x1b\\nb${" ".repeat(92)}     5`,
    `–${" ".repeat(99)}  1000`,
    `${"x".repeat(99)}…     –`,
  ]);
});

test("every line has a value for every column, and the schema tells of each", () => {
  const schema = schemaLines().join("\n");
  for (const table of TABLES) {
    const columns = Object.keys(table.columns);
    for (const line of table.lines(RUN)) expect(line).toHaveLength(columns.length);
    for (const column of columns) expect(schema).toMatch(new RegExp(`^ {2}${column} +(text|integer|real) +\\S`, "m"));
  }
});

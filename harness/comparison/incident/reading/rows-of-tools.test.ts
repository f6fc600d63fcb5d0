import { expect, test } from "vitest";
import { contradictions } from "./contradictions.ts";
import { readLines } from "./read-lines.ts";

const read = (text: string) => readLines({ file: "r", text: text.split("\n") });
const rowsIn = (text: string) =>
  read(text).facts.map((fact) => (fact.kind === "row" ? { table: fact.table, ...fact.columns } : fact.kind));

test.each(["NULL", "null", "(null)", "[NULL]", "<null>", "\\N"])("%s is no text", (word) => {
  const text = `id,provider,last_error\n21,STEP_FUNCTIONS,${word}`;
  expect(rowsIn(text)).toMatchObject([{ id: 21, last_error: null }]);
});

test("a cell that Markdown shows as code is its text, and bars in an error belong to it", () => {
  const text = `| id | status | last_error | provider |
|---|---|---|---|
| 20 | \`FAILED\` | code=X | it broke | X | STEP_FUNCTIONS |`;
  expect(read(text).problems).toEqual([]);
  expect(rowsIn(text)).toMatchObject([
    { status: "FAILED", last_error: "code=X | it broke | X", provider: "STEP_FUNCTIONS" },
  ]);
});

test("an INSERT of mysqldump names no columns: they are the table's", () => {
  const values = "20,28,'SUCCEEDED','STEP_FUNCTIONS',NULL,NULL,0,NULL,'2025-12-03 10:11:20',NULL,'{}'";
  expect(rowsIn(`INSERT INTO \`media_processing_jobs\` VALUES (${values});`)).toEqual([
    {
      table: "media_processing_jobs",
      id: 20,
      listing_identity_id: 28,
      status: "SUCCEEDED",
      provider: "STEP_FUNCTIONS",
      external_id: null,
      payload: null,
      retry_count: 0,
      started_at: null,
      completed_at: "2025-12-03 10:11:20",
      last_error: null,
      callback_body: "{}",
    },
  ]);
  const [problem] = read("INSERT INTO media_processing_jobs VALUES (20, 28);").problems;
  expect(problem?.reason).toMatch(/^an INSERT with 2 values for 11 or 12 columns$/);
});

test("phpMyAdmin's JSON is rows of the tables that it names", () => {
  const data = [{ id: "20", listing_identity_id: "28", status: "FAILED", last_error: null }];
  const text = JSON.stringify([
    { type: "header", version: "5.2.1", comment: "Export to JSON plugin for phpMyAdmin" },
    { type: "database", name: "toq" },
    { type: "table", name: "media_processing_jobs", database: "toq", data },
  ]);
  expect(rowsIn(text)).toEqual([
    { table: "media_processing_jobs", id: 20, listing_identity_id: 28, status: "FAILED", last_error: null },
  ]);
});

test.each([
  [
    "mysql> select id, status from listing_versions;\n+----+--------+\n| id | status |\n+----+--------+\n| 9  | 7      |\n+----+--------+",
  ],
  ["## listing_versions\n\n| id | status |\n|---|---|\n| 9 | 7 |"],
  ["SELECT id, status FROM listing_versions\\G\n********** 1. row **********\n    id: 9\nstatus: 7"],
])("the statement or heading above names the table: %j", (text) => {
  expect(rowsIn(text).filter((row) => row !== "claim")).toMatchObject([
    { table: "listing_versions", id: 9, status: 7 },
  ]);
});

test("columns that one table alone has name it, and those of several do not", () => {
  expect(rowsIn("status\tprovider\nFAILED\tSTEP_FUNCTIONS")).toMatchObject([{ table: "media_processing_jobs" }]);
  expect(rowsIn("title\tstatus\nx\t7")).toEqual([]);
});

test("an instant with a zone is the same in UTC, and contradicts nothing", () => {
  const text = "id,provider,started_at,completed_at\n21,X,2025-12-03T07:13:14-03:00,2025-12-03 10:13:16";
  expect(rowsIn(text)).toMatchObject([{ started_at: "2025-12-03 10:13:14", completed_at: "2025-12-03 10:13:16" }]);
  expect(contradictions(read(text).facts)).toEqual([]);
});

test("instants above their lines and what the runtime writes are words", () => {
  const lines = [
    "2026-11-24T02:58:00.415-03:00",
    "[2026-11-24 02:58:00]",
    "2026-11-24T05:58:00Z\tSTART RequestId: 8f1 Version: $LATEST",
    "2026-11-24T05:58:00Z SDK 2026/11/24 05:57:51 WARN Response has no supported checksum.",
  ];
  expect(read(lines.join("\n"))).toEqual({ facts: [], problems: [], words: [1, 2, 3, 4] });
});

test("rows of id, listing and status are of the table that has such a status", () => {
  const rows = rowsIn("id,listing_identity_id,status\n1,28,PROCESSED\n20,28,RUNNING\n9,28,7");
  expect(rows).toMatchObject([
    { table: "media_assets" },
    { table: "media_processing_jobs" },
    { table: "listing_versions" },
  ]);
});

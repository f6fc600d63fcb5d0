import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type PreparationOptions, prepareForeignSql } from "./prepare-foreign-sql.ts";
import { REWRITES } from "./rewrite.ts";
import { collationOfMariadb } from "./rules/collations.ts";

const MARIADB = { database: "toq_db", flavour: "mariadb", ownServer: true } as const;

function prepare(sql: string, options: Partial<PreparationOptions> = {}) {
  return prepareForeignSql([{ path: "x.sql", sql }], { ...MARIADB, ...options });
}

const texts = (sql: string, options: Partial<PreparationOptions> = {}) =>
  prepare(sql, options).statements.map((statement) => statement.sql);

const FIXTURES = ["workbench.sql", "mysqldump.sql", "migration.sql"].map((name) =>
  readFileSync(join(import.meta.dirname, "fixtures", name), "utf8"),
);

test.each([
  ["SET GLOBAL sql_mode = '', @a = 1", ["SET @a = 1"]],
  ["SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'a:1-2'", []],
  ["SET PERSIST max_connections = 5; SET @@persist.max_connections = 5", []],
  [
    "SET SESSION foreign_key_checks = 0, @@session.unique_checks = 0",
    ["SET SESSION foreign_key_checks = 0, @@session.unique_checks = 0"],
  ],
])("on somebody else's server its settings are left alone: %s", (sql, expected) => {
  for (const flavour of ["mysql", "mariadb"] as const)
    expect(texts(sql, { flavour, ownServer: false })).toEqual(expected);
});

test("on a server of our own they are set, as MariaDB spells them", () => {
  expect(texts("SET PERSIST max_connections = 5; SET GLOBAL local_infile = 1; SET @@GLOBAL.GTID_PURGED=''")).toEqual([
    "SET GLOBAL max_connections = 5",
    "SET GLOBAL local_infile = 1",
  ]);
  expect(texts("SET PERSIST max_connections = 5", { flavour: "mysql" })).toEqual(["SET PERSIST max_connections = 5"]);
});

test("a mode that truncates times stays without the one that rounds them", () => {
  expect(texts("SET sql_mode = 'ANSI,TIME_TRUNCATE_FRACTIONAL'; SET SESSION sql_mode=''")).toEqual([
    "SET sql_mode = 'ANSI'",
    "SET SESSION sql_mode='TIME_ROUND_FRACTIONAL'",
  ]);
});

test("on MySQL nothing is changed but what fits no world", () => {
  for (const sql of FIXTURES) {
    const kinds = prepare(sql, { flavour: "mysql" }).rewrites.map(({ cause }) => cause);
    expect(kinds).not.toContain("engine");
  }
  const untouched = "CREATE TABLE t (id INT, KEY k (id) INVISIBLE) CHARSET=utf8mb4";
  expect(texts(untouched, { flavour: "mysql" })).toEqual([untouched]);
});

test("the result is plain data, and rewriting it once more changes nothing", () => {
  for (const sql of FIXTURES) {
    const prepared = prepare(sql);
    expect(structuredClone(prepared)).toEqual(prepared);
    const again = prepare(`DELIMITER ~~\n${prepared.statements.map((statement) => statement.sql).join("~~\n")}`);
    expect(again.statements.map((statement) => statement.sql)).toEqual(
      prepared.statements.map((statement) => statement.sql),
    );
  }
});

test("a statement keeps its lines, so that a server's line number leads into the file", () => {
  for (const sql of FIXTURES) {
    const before = prepare(sql, { flavour: "mysql" }).statements;
    for (const { line, sql: text } of prepare(sql).statements) {
      const original = before.find((statement) => statement.line === line)?.sql ?? "";
      expect(text.split("\n")).toHaveLength(original.split("\n").length);
    }
  }
});

test("words inside of strings, names and comments are nobody's keywords", () => {
  const sql = `CREATE TABLE t (
    \`invisible\` INT COMMENT 'INVISIBLE, DEFAULT DEFAULT utf8mb4_0900_ai_ci', \`VISIBLE\` VARCHAR(9) DEFAULT 'CHARACTER SET utf8mb4', -- VISIBLE
    s INT /* CHECK (s > 0) NOT ENFORCED */, KEY \`k\` (\`VISIBLE\`) COMMENT "VISIBLE")`;
  expect(texts(sql)).toEqual([sql]);
  const rows = "INSERT INTO t VALUES ('a -> b', 'mydb.t', 'utf8mb4_0900_ai_ci', 'DEFAULT DEFAULT', 'VALUES ROW(1)')";
  expect(texts(rows)).toEqual([rows]);
});

test("property: the rows of an INSERT are sent as they stand", () => {
  const value = fc.oneof(
    fc.integer().map(String),
    fc.string().map((text) => `'${text.replace(/[\\']/g, "\\$&")}'`),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const sql = `INSERT INTO toq_db.t (a) VALUES (${values.join("),\n(")})`;
      expect(texts(sql)).toEqual([sql]);
    }),
  );
});

test("every collation of MySQL 8 has one of MariaDB that pads no blanks", () => {
  expect(collationOfMariadb("utf8mb4_0900_ai_ci")).toBe("utf8mb4_uca1400_nopad_ai_ci");
  expect(collationOfMariadb("utf8mb4_es_trad_0900_as_cs")).toBe("utf8mb4_uca1400_spanish2_nopad_as_cs");
  expect(collationOfMariadb("utf8mb4_ja_0900_as_cs_ks")).toBe("utf8mb4_uca1400_nopad_as_cs");
  expect(collationOfMariadb("utf8mb4_zh_0900_as_cs")).toBe("utf8mb4_uca1400_nopad_as_cs");
  expect(collationOfMariadb("utf8mb4_general_ci")).toBeUndefined();
});

test("the page on SQL files names every kind of change", () => {
  const page = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
  for (const kind of Object.keys(REWRITES)) expect(page).toContain(`\`${kind}\``);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitStatements } from "./split-statements.ts";

const split = (sql: string) => splitStatements({ path: "x.sql", sql });
const texts = (sql: string) => split(sql).statements.map((statement) => statement.sql);
const places = (sql: string) => split(sql).statements.map(({ line, sql: text }) => `${line}: ${text}`);

describe("statements end at the delimiter and nowhere else", () => {
  test.each([
    ["two on a line", "SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]],
    ["the last one may lack it", "SELECT 1;\n\nSELECT 2\n", ["SELECT 1", "SELECT 2"]],
    ["empty ones are none", ";; ;\nSELECT 1;;", ["SELECT 1"]],
    [
      "in strings",
      `SELECT ';', ";", 'it''s;', 'a\\';', '\\\\';SELECT 2`,
      [`SELECT ';', ";", 'it''s;', 'a\\';', '\\\\'`, "SELECT 2"],
    ],
    ["in names", "SELECT `a;``b`;SELECT 2", ["SELECT `a;``b`", "SELECT 2"]],
    ["a backslash escapes nothing in a name", "SELECT `a\\`;SELECT 2", ["SELECT `a\\`", "SELECT 2"]],
    [
      "in comments",
      "SELECT 1 -- ;\n, 2 # ; '\n, 3 /* ; \" */;SELECT 2",
      ["SELECT 1 -- ;\n, 2 # ; '\n, 3 /* ; \" */", "SELECT 2"],
    ],
    ["two dashes before a digit are no comment", "SELECT 1--1;SELECT 2", ["SELECT 1--1", "SELECT 2"]],
    ["two dashes at the end of a line are one", "SELECT 1 --\n;SELECT 2", ["SELECT 1 --", "SELECT 2"]],
    ["comments alone are no statement", "-- a;\n/* b; */;\n# c", []],
    [
      "code in comments is code",
      "/*!40101 SET NAMES utf8 */;\n/*! SELECT '*/;' */;",
      ["/*!40101 SET NAMES utf8 */", "/*! SELECT '*/;' */"],
    ],
    ["the client's \\G and \\g", "SELECT 1\\G\nSELECT 2\\g", ["SELECT 1", "SELECT 2"]],
    [
      "USE needs none",
      "-- x\nUSE toq_db\nSELECT 1; use `b`\r\nSELECT 2",
      ["USE toq_db", "SELECT 1", "use `b`", "SELECT 2"],
    ],
    [
      "a name that begins like a command",
      "SELECT delimiter FROM t; sourced: SELECT 1",
      ["SELECT delimiter FROM t", "sourced: SELECT 1"],
    ],
  ])("%s", (_title, sql, expected) => {
    expect(split(sql)).toMatchObject({ mistakes: [] });
    expect(texts(sql)).toEqual(expected);
  });

  test("another delimiter", () => {
    const body = "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW\nBEGIN\n  SET @a = '$$;';\nEND";
    expect(places(`SELECT 1;\nDELIMITER $$\n${body}$$\nSELECT 2 $$\ndelimiter ;\nSELECT 3;`)).toEqual([
      "1: SELECT 1",
      `3: ${body}`,
      "7: SELECT 2",
      "9: SELECT 3",
    ]);
    expect(
      texts("DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER a BEGIN SET @a = 1; END */;;\nDELIMITER ;\nSELECT 1"),
    ).toHaveLength(2);
    expect(texts("DELIMITER //\nSELECT 1//SELECT 2 /* // */ //")).toEqual(["SELECT 1", "SELECT 2 /* // */"]);
  });

  test("a routine without another delimiter stays whole", () => {
    const nested = `CREATE DEFINER=\`a\`@\`%\` PROCEDURE p()
b: BEGIN
  DECLARE c CURSOR FOR SELECT CASE WHEN 1 THEN 2 END; -- END
  IF NEW.end THEN SELECT 'END;'; ELSEIF 1 THEN SELECT 2; END IF;
  CASE x WHEN 1 THEN SELECT 1; END CASE;
  REPEAT SELECT 1; UNTIL 1 END REPEAT; LOOP LEAVE b; END LOOP; WHILE 0 DO BEGIN END; END WHILE;
END b`;
    expect(texts(`${nested};\nCREATE FUNCTION f() RETURNS INT RETURN 1;\nSELECT 1`)).toEqual([
      nested,
      "CREATE FUNCTION f() RETURNS INT RETURN 1",
      "SELECT 1",
    ]);
    expect(texts("CREATE TABLE event (begin INT); CREATE TABLE b (id INT)")).toHaveLength(2);
  });

  test("line ends of Windows, a byte order mark, characters outside of the basic plane", () => {
    expect(places("\uFEFF-- x\r\n\r\nSELECT '𝔞;';\r\nSELECT 'é'\r\n;\r\n")).toEqual([
      "3: SELECT '𝔞;'",
      "4: SELECT 'é'",
    ]);
  });
});

describe("what cannot be split is named with its line", () => {
  test.each([
    ["SELECT 1;\n\nSELECT 'abc;\nSELECT 2;", 3, "a string that begins here never ends"],
    ['SELECT "a\\";', 1, "a string that begins here never ends"],
    ["SELECT 1;\nSELECT `a;", 2, "a name in backticks that begins here never ends"],
    ["SELECT 1;\n/* a;\nb", 2, "a comment that begins here never ends"],
    ["SELECT 1;\n\nSELECT 1 /*!80000 + 2;", 3, "a comment that begins here never ends"],
    ["SELECT 1;\nSELECT\0 2", 2, "there is a NUL byte; save the file as UTF-8 without it"],
    ["SELECT 1;\nINSERT INTO t VALUES ('\uFFFD')", 2, "no UTF-8; save the file as UTF-8, a dump with --hex-blob"],
    ["SELECT 1;\nSOURCE more.sql;\nSELECT 2;", 2, "SOURCE is a command of the mysql client"],
    ["\\. more.sql\nSELECT 2;", 1, "SOURCE is a command of the mysql client"],
  ])("%j", (sql, line, what) => {
    expect(split(sql).mistakes).toEqual([expect.objectContaining({ line, what: expect.stringContaining(what) })]);
  });

  test("a file in UTF-16 is one long mistake, shown short", () => {
    const { mistakes } = split(Buffer.from("SELECT 1;", "utf16le").toString("utf8"));
    expect(mistakes[0]?.what).toContain("UTF-8");
  });
});

test("20 MB of rows, of strings and of comments are split in one go", () => {
  const row = `(1,'it''s; \\'quoted\\' ${"x".repeat(200)}',NULL),`;
  const insert = `INSERT INTO t VALUES ${row.repeat(20_000)}(2,'',NULL)`;
  const sql = [insert, `SELECT '${"\\\\;''".repeat(1_000_000)}'`, `-- ${";'".repeat(2_000_000)}\n${insert}`].join(
    ";\n",
  );
  expect(sql.length).toBeGreaterThan(15_000_000);
  expect(texts(sql).map(({ length }) => length)).toEqual([insert.length, 5_000_009, insert.length]);
});

/** Text that is one piece of a statement and holds what would end one if it stood alone. */
const piece = fc.oneof(
  fc.constantFrom(
    "SELECT",
    "a",
    "1",
    ",",
    "(",
    ")",
    "=",
    "--1",
    "- -",
    "/",
    "*",
    "@a",
    "@@b.c",
    "x'00'",
    "0x1f",
    "$",
    "\\N",
  ),
  fc.string({ unit: "grapheme" }).map((text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`),
  fc.string().map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`),
  fc.string({ minLength: 1 }).map((text) => `\`${text.replaceAll("`", "``")}\``),
  fc.string().map((text) => `/* ${text.replaceAll("*/", "")}*/`),
  fc.string().map((text) => `-- ${text.replaceAll("\n", "")}\n`),
  fc.string().map((text) => `#${text.replaceAll("\n", "")}\n`),
  fc.constantFrom("/*!80016 NOT ENFORCED */", "/*M!100600 IGNORED */"),
);
const statement = fc.array(piece, { maxLength: 12 }).map((pieces) => `S ${pieces.join(" ")}`);

test("property: statements that are joined by a delimiter come back as they were", () => {
  fc.assert(
    fc.property(
      fc.array(statement, { maxLength: 8 }),
      fc.constantFrom(";", "$$", ";;", "//"),
      (statements, delimiter) => {
        fc.pre(!statements.some((text) => outside(text).includes(delimiter.charAt(0)) && delimiter !== ";"));
        const sql = `DELIMITER ${delimiter}\n${statements.map((text) => `${text}\n${delimiter}`).join("\n")}`;
        expect(texts(sql)).toEqual(statements.map((text) => text.trimEnd()));
      },
    ),
  );
});

/** The pieces that are no string, name or comment. */
function outside(text: string): string {
  return text.replace(/'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|`(?:[^`]|``)*`/gs, "");
}

test("property: any text gives statements that stand in it, in order, or a mistake", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."'\"`;-#/*!\\ \nab$\0DELIMITER") }), (sql) => {
      const { statements } = split(sql);
      let from = 0;
      for (const { sql: text, line } of statements) {
        const at = sql.indexOf(text, from);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(line).toBeLessThanOrEqual(sql.slice(0, at + text.length).split("\n").length);
        from = at + text.length;
      }
    }),
  );
});

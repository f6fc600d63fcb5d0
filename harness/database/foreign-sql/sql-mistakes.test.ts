import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { loadForeignSql } from "./load-foreign-sql.ts";
import { databases, type Sql, withForeignSql } from "./test/foreign-database.ts";

const engine = inject("engine");
const server = `${engine.flavour === "mysql" ? "MySQL" : "MariaDB"} ${engine.version}`;

/** The lines of the message with which the SQL is refused. */
async function refusal(schema: Sql, seeds: Sql = {}): Promise<string[]> {
  const loading = withForeignSql(engine, { schema, seeds }, async () => {});
  const error = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  return String((error as Error).message).split("\n");
}

test("all mistakes are named at once, each with file, line, the engine's word and the statement's beginning", async () => {
  const lines = await refusal(
    {
      "schema.sql": `-- the schema
CREATE TABLE a (
  id INT PRIMARY KEY
  name VARCHAR(20)
);

CREATE TABLE b (id INT PRIMARY KEY, KEY k (nothing));
CREATE TABLE c (id INT PRIMARY KEY, d DATETIME DEFAULT DEFAULT NOW());
`,
      "more.sql": "ALTER TABLE c ADD COLUMN e INT,;\nCREATE TABLE c (id INT);",
    },
    { "seeds.sql": "\n\nINSERT INTO c (id, nope)\n  VALUES (1, 2);\nINSERT INTO c VALUES (1)" },
  );
  expect(lines.slice(0, 7)).toEqual([
    `The SQL cannot be loaded (${server}). 6 mistakes:`,
    expect.stringMatching(
      /^ {2}schema\.sql:4: syntax error near "(?:name )?VARCHAR\(20\)\\n\)": CREATE TABLE a \( id INT PRIMARY KEY name/,
    ),
    expect.stringMatching(/^ {2}schema\.sql:7: Key column 'nothing' doesn't exist in table: CREATE TABLE b/),
    expect.stringMatching(/^ {2}more\.sql:1: syntax error at its end: ALTER TABLE c ADD COLUMN e INT,$/),
    expect.stringMatching(/^ {2}more\.sql:2: Table 'c' already exists: CREATE TABLE c \(id INT\)$/),
    expect.stringMatching(
      /^ {2}seeds\.sql:3: Unknown column 'nope' in '.*': INSERT INTO c \(id, nope\) VALUES \(1, 2\)$/,
    ),
    expect.stringMatching(/^ {2}seeds\.sql:5: Column count doesn't match value count at row 1: INSERT INTO c/),
  ]);
  expect(lines.slice(7)).toEqual(
    engine.flavour === "mysql"
      ? []
      : [expect.stringMatching(/^What MySQL takes and MariaDB refuses loads with DATABASE_URL=/)],
  );
});

test("what fails only because a table before it does is counted apart", async () => {
  const lines = await refusal(`CREATE TABLE parent (id INT PRIMARY KEY, x NONSENSE);
CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) REFERENCES parent (id));
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1);
INSERT INTO stranger VALUES (1);`);
  expect(lines[0]).toContain("2 mistakes");
  expect(lines[1]).toMatch(/schema\.sql:1: .*NONSENSE/);
  expect(lines[2]).toMatch(/schema\.sql:5: Table '.*\.stranger' doesn't exist/);
  expect(lines[3]).toBe("  3 statements more that need what failed above: schema.sql:2, schema.sql:3, schema.sql:4");
});

test("text that cannot be split is named beside what the server refuses", async () => {
  const lines = await refusal("CREATE TABLE a (id INT,);\nCREATE TABLE b (id INT);\nINSERT INTO b VALUES ('");
  expect(lines[0]).toContain("2 mistakes");
  expect(lines[1]).toBe("  schema.sql:3: a string that begins here never ends: '");
  expect(lines[2]).toMatch(/^ {2}schema\.sql:1: syntax error near "\)"/);
});

test("two databases do not fit into one", async () => {
  const lines = await refusal("CREATE TABLE a.t (id INT);\n\nCREATE TABLE toq_db.t (id INT);");
  expect(lines[1]).toMatch(
    /^ {2}schema\.sql:1: the files use the databases `a` and `\w+`, and a world has one: \w+\. Leave the others out: CREATE TABLE a\.t/,
  );
  const within = "CREATE TABLE toq_db.t (id INT); INSERT INTO t SELECT * FROM toq_db.t JOIN elsewhere.u USING (id)";
  expect((await refusal(within))[1]).toContain("`elsewhere`");
  const mixed = { "one.sql": "USE a; CREATE TABLE t (id INT)", "two.sql": "INSERT INTO b.t VALUES (1)" };
  expect((await refusal(mixed))[1]).toContain("the databases `a` and `b`");
});

test("a schema that is made and not used, and columns behind names of tables, are no second database", async () => {
  const schema = `CREATE SCHEMA IF NOT EXISTS mydb; CREATE SCHEMA toq_db; CREATE TABLE toq_db.t (id INT PRIMARY KEY, at DATETIME);
    CREATE VIEW v AS SELECT u.id, EXTRACT(DAY FROM t.at) AS d FROM t JOIN t AS u ON u.id = t.id;
    INSERT INTO t (id) VALUES (1) ON DUPLICATE KEY UPDATE t.id = t.id + 1`;
  await withForeignSql(engine, { schema }, async ({ rows }) => expect(await rows("SELECT id FROM v")).toEqual([[1]]));
});

test("after a refusal nothing is left, and a database that is there is never touched", async () => {
  let name = "";
  await withForeignSql(engine, { schema: "CREATE TABLE t (id INT)" }, async (database) => {
    name = database.name;
    const files = [{ path: "again.sql", sql: "DROP TABLE t" }];
    const again = loadForeignSql(engine, { database: name, schema: files, seeds: [] });
    await expect(again).rejects.toThrow(UsageError);
    await expect(again).rejects.toThrow(/has a database `\w+` already, and the harness overwrites none/);
    expect(await database.rows("SELECT * FROM t")).toEqual([]);
  });
  const files = [{ path: "wrong.sql", sql: "CREATE TABLE t (id INT); CREATE TABLE" }];
  await expect(loadForeignSql(engine, { database: name, schema: files, seeds: [] })).rejects.toThrow("1 mistake");
  expect(await databases(engine, name)).toBe(0);
});

test("thousands of mistakes are cut short", async () => {
  const lines = await refusal("SELEC 1;\n".repeat(1_000));
  expect(lines.length).toBeLessThan(50);
  expect(lines).toContain("  and 960 more");
});

test("an empty file, and one of comments, are fine", async () => {
  await withForeignSql(
    engine,
    { schema: { "a.sql": "", "b.sql": "-- nothing\n\uFEFF" } },
    async ({ rows, rewrites }) => {
      expect(await rows("SHOW TABLES")).toEqual([]);
      expect(rewrites).toEqual([]);
    },
  );
});

test("each file has a session of its own, as if a client were given one after the other", async () => {
  const schema = {
    "a.sql":
      "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE c (id INT, FOREIGN KEY (id) REFERENCES p (id)); SET foreign_key_checks = 0, sql_mode = ''; SET autocommit = 0; LOCK TABLES p WRITE; INSERT INTO p VALUES (7)",
    "b.sql":
      "SET @auto = @@autocommit; CREATE TABLE s AS SELECT @@foreign_key_checks AS checks, @auto AS auto, LENGTH(@@sql_mode) > 0 AS strict, NOW() AS now",
  };
  await withForeignSql(engine, { schema, timestamp: "1764770400" }, async ({ rows }) => {
    expect(await rows("SELECT * FROM s")).toEqual([[1, 1, 1, "2025-12-03 14:00:00"]]);
    expect(await rows("SELECT COUNT(*) FROM p")).toEqual([[0]]);
  });
});

const TABLE = "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20));";
const READ = "INTO TABLE t CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' LINES TERMINATED BY '\\n' IGNORE 1 LINES";

/** A folder with an SQL file that reads `name`, and beside it files. */
function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), "foreign-sql-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    if (name.includes("/")) mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

test.each([
  ["LOCAL, relative to the SQL file", "data/t.csv", "LOCAL"],
  ["LOCAL, by a path of another machine", "/docker-entrypoint-initdb.d/t.csv", "LOCAL"],
  ["LOCAL, by a path of Windows", "C:\\\\Users\\\\me\\\\t.csv", "LOCAL"],
  ["read by the server", "t.csv", ""],
])("LOAD DATA reads its file: %s", async (_title, named, local) => {
  const csv = "id,name\n1,é\n2,b\n";
  const path = folder({ "data/t.csv": csv, "t.csv": csv });
  const schema = {
    [join(path, "load.sql")]:
      `${TABLE} LOAD DATA ${local} INFILE '${named}' ${READ}; UPDATE t SET name = 'c' WHERE id = 2`,
  };
  await withForeignSql(engine, { schema }, async ({ rows, rewrites }) => {
    expect(await rows("SELECT * FROM t ORDER BY id")).toEqual([
      [1, "é"],
      [2, "c"],
    ]);
    expect(rewrites).toEqual([]);
  });
});

test("LOAD DATA whose file is missing is skipped and reported, and found once it is there", async () => {
  const path = folder({ "two.csv": "x\n2,b\n" });
  const load = (name: string) => `LOAD DATA LOCAL INFILE '${name}.csv' ${READ};\n`;
  const schema = { [join(path, "load.sql")]: `${TABLE}\n${load("one")}${load("two")}${load("three")}` };
  await withForeignSql(engine, { schema }, async ({ rows, rewrites }) => {
    expect(await rows("SELECT id FROM t")).toEqual([[2]]);
    expect(rewrites).toEqual([
      expect.objectContaining({
        kind: "missing-file",
        cause: "harness",
        path: join(path, "load.sql"),
        line: 2,
        count: 2,
      }),
    ]);
    expect(rewrites[0]?.reason).toContain("(one.csv, three.csv)");
  });
  writeFileSync(join(path, "one.csv"), "x\n1,a\n");
  await withForeignSql(engine, { schema }, async ({ rows }) => {
    expect(await rows("SELECT id FROM t ORDER BY id")).toEqual([[1], [2]]);
  });
});

test("a mistake in a row of a file that is read is named like any other", async () => {
  const path = folder({ "t.csv": "id,name\n1,a\n1,b\n" });
  const lines = await refusal({ [join(path, "load.sql")]: `${TABLE}\nLOAD DATA INFILE 't.csv' ${READ}` });
  expect(lines[1]).toMatch(/load\.sql:2: Duplicate entry '1' for key '.*PRIMARY': LOAD DATA INFILE 't\.csv'/);
  expect(existsSync(join(path, "t.csv"))).toBe(true);
});

test("20 MB of rows load, in packets that every server takes", async () => {
  const text = "x".repeat(1_000);
  const insert = (from: number) =>
    `INSERT INTO t VALUES ${Array.from({ length: 2_000 }, (_, index) => `(${from + index},'${text}')`).join(",")};`;
  const sql = `CREATE TABLE t (id INT PRIMARY KEY, v TEXT);${Array.from({ length: 10 }, (_, index) => insert(index * 2_000)).join("\n")}`;
  expect(sql.length).toBeGreaterThan(20_000_000);
  await withForeignSql(engine, { schema: sql }, async ({ rows }) => {
    expect(await rows("SELECT COUNT(*), MAX(LENGTH(v)) FROM t")).toEqual([[20_000, 1_000]]);
  });
});

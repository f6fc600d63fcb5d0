import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Engine, EngineDescription } from "../engine/engine.ts";
import { startEngine } from "../engine/start-engine.ts";
import { conformanceEngines } from "../test/conformance-engines.ts";
import type { RewriteKind } from "./rewrite.ts";
import { type ForeignDatabase, type Sql, withForeignSql } from "./test/foreign-database.ts";

interface Case {
  readonly title: string;
  readonly sql: string;
  readonly seeds?: Sql;
  /** What both servers must answer afterwards. */
  readonly query?: string;
  readonly rows?: unknown;
  /** Refused by both servers. */
  readonly refused?: string;
  /** What is reported on MariaDB, and on every server. */
  readonly mariadb?: readonly RewriteKind[];
  readonly everywhere?: readonly RewriteKind[];
}

const WORDS = "(1,'a'),(2,'a '),(3,'ａ'),(4,'A'),(5,'á'),(6,'b')";
const equalToA = "SELECT GROUP_CONCAT(id ORDER BY id) FROM t WHERE v = 'a'";

const CASES: readonly Case[] = [
  {
    title: "an index that is INVISIBLE still keeps its values unique",
    sql: "CREATE TABLE t (id INT PRIMARY KEY, v INT, UNIQUE INDEX u (v ASC) INVISIBLE, INDEX i (v ASC) VISIBLE)",
    refused: "INSERT INTO t VALUES (1, 1), (2, 1)",
    mariadb: ["index-visibility"],
  },
  {
    title: "visibility in CREATE INDEX and ALTER TABLE",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v INT, invisible INT, KEY k (v));
      CREATE UNIQUE INDEX u ON t (v) COMMENT 'INVISIBLE' INVISIBLE;
      ALTER TABLE t ALTER INDEX k INVISIBLE, ADD COLUMN w INT VISIBLE AFTER v, ADD KEY x (w) VISIBLE;
      ALTER TABLE t ALTER INDEX k VISIBLE;`,
    query: "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE()",
    rows: [[4]],
    mariadb: ["column-visibility", "index-visibility"],
  },
  {
    title: "an invisible column stays one, in the comment that dumps put it in as well",
    sql: "CREATE TABLE t (id INT PRIMARY KEY, v INT INVISIBLE, w INT /*!80023 INVISIBLE */); INSERT INTO t VALUES (1)",
    query: "SELECT * FROM t",
    rows: [[1]],
    mariadb: ["versioned-comment"],
  },
  {
    title: "utf8mb4 alone means MySQL's default collation: table",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9)) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4; INSERT INTO t VALUES ${WORDS}`,
    query: equalToA,
    rows: [["1,3,4,5"]],
    mariadb: ["default-collation"],
  },
  {
    title: "utf8mb4 alone means MySQL's default collation: column, in any order and in quotes",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9) CHARACTER SET 'utf8mb4' NULL DEFAULT NULL) DEFAULT CHARSET=latin1; INSERT INTO t VALUES ${WORDS}`,
    query: equalToA,
    rows: [["1,3,4,5"]],
    mariadb: ["default-collation"],
  },
  {
    title: "utf8mb4 alone means MySQL's default collation: ALTER TABLE … CONVERT TO",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9)) COLLATE utf8mb4_bin; ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4; INSERT INTO t VALUES ${WORDS}`,
    query: equalToA,
    rows: [["1,3,4,5"]],
    mariadb: ["default-collation"],
  },
  {
    title: "a collation that stands behind a comma, and an index that is called like a keyword",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9), KEY visible (v) INVISIBLE) DEFAULT CHARSET=utf8mb4, COLLATE=utf8mb4_bin;
      ALTER TABLE t DEFAULT CHARACTER SET utf8mb4, COLLATE utf8mb4_unicode_ci; ALTER TABLE t ADD w VARCHAR(9); INSERT INTO t (id, w) VALUES ${WORDS}`,
    query: "SELECT COUNT(*) FROM t WHERE w = 'a'",
    rows: [[5]],
    mariadb: ["index-visibility"],
  },
  {
    title: "no character set at all: MySQL's default",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9)); INSERT INTO t VALUES ${WORDS}`,
    query: equalToA,
    rows: [["1,3,4,5"]],
  },
  {
    title: "utf8mb3 keeps its own rules: blanks are padded, widths differ",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9)) DEFAULT CHARACTER SET = utf8mb3; INSERT INTO t VALUES ${WORDS}`,
    query: equalToA,
    rows: [["1,2,4,5"]],
    mariadb: ["default-collation"],
  },
  {
    title: "utf8 means utf8mb3, with a collation of its own as well",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9)) DEFAULT CHARSET=utf8 COLLATE=utf8_bin; INSERT INTO t VALUES ${WORDS}`,
    query: equalToA,
    rows: [["1,2"]],
  },
  {
    title: "the schema's own character set is the default of its tables",
    sql: `CREATE SCHEMA IF NOT EXISTS \`toq_db\` DEFAULT CHARACTER SET utf8mb3 ; USE \`toq_db\` ;
      CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9)); INSERT INTO t VALUES ${WORDS}`,
    query: equalToA,
    rows: [["1,2,4,5"]],
    mariadb: ["default-collation"],
  },
  ...[
    ["utf8mb4_0900_ai_ci", "1,3,4,5"],
    ["utf8mb4_0900_as_ci", "1,3,4"],
    ["utf8mb4_sv_0900_ai_ci", "1,3,4,5"],
    ["utf8mb4_0900_bin", "1"],
  ].map(([collation, equal]) => ({
    title: `${collation}, of table and of column`,
    sql: `CREATE TABLE s (id INT PRIMARY KEY, v VARCHAR(9)) DEFAULT CHARACTER SET utf8mb4 COLLATE = '${collation}';
      CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9) CHARACTER SET utf8mb4 COLLATE ${collation} NOT NULL) COLLATE utf8mb4_bin;
      INSERT INTO s VALUES ${WORDS}; INSERT INTO t SELECT * FROM s`,
    query:
      "SELECT (SELECT GROUP_CONCAT(id ORDER BY id) FROM s WHERE v = 'a'), (SELECT GROUP_CONCAT(id ORDER BY id) FROM t WHERE v = 'a')",
    rows: [[equal, equal]],
    mariadb: ["collation"] as const,
  })),
  {
    title: "utf8mb4_0900_as_cs tells everything apart but trailing weights",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9) COLLATE utf8mb4_0900_as_cs); INSERT INTO t VALUES ${WORDS}`,
    query: "SELECT COUNT(DISTINCT v), SUM(v = 'A'), SUM(v = 'á'), SUM(v = 'a ') FROM t",
    rows: [[6, "1", "1", "1"]],
    mariadb: ["collation"],
  },
  {
    title: "utf8mb4_bin and utf8mb4_unicode_ci are the same on both",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9) COLLATE utf8mb4_bin, w VARCHAR(9) COLLATE utf8mb4_unicode_ci) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
      INSERT INTO t (id, v) VALUES ${WORDS}; UPDATE t SET w = v`,
    query: "SELECT GROUP_CONCAT(IF(v = 'a', id, NULL)), GROUP_CONCAT(IF(w = 'a', id, NULL)) FROM t",
    rows: [["1,2", "1,2,3,4,5"]],
  },
  {
    title: "a generated DATETIME of a DATETIME(6) is rounded",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, a DATETIME(6) NULL, b DATETIME(6) NOT NULL,
        c DATETIME GENERATED ALWAYS AS (COALESCE(a, b)) STORED, d DATE AS (a) VIRTUAL, KEY k (c));
      INSERT INTO t (id, a, b) VALUES (1, NULL, '2025-12-03 23:59:59.500000'), (2, '2025-12-03 23:59:59.600000', '2025-12-03 00:00:00.4')`,
    query: "SELECT c, d FROM t ORDER BY id",
    rows: [
      ["2025-12-04 00:00:00", null],
      ["2025-12-04 00:00:00", "2025-12-04"],
    ],
    mariadb: ["generated-rounding"],
  },
  {
    title: "a generated DATETIME of whole seconds needs no change",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, a DATETIME, b DATETIME GENERATED ALWAYS AS (a + INTERVAL 1 DAY) STORED, c DATE AS (DATE(a)) STORED);
      INSERT INTO t (id, a) VALUES (1, '2025-12-03 12:00:00')`,
    query: "SELECT b, c FROM t",
    rows: [["2025-12-04 12:00:00", "2025-12-03"]],
  },
  {
    title: "a generated DATETIME(3) or TIME loads, with all its digits",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, a DATETIME(6), b DATETIME(3) AS (COALESCE(a, a)) STORED, c TIME(6), d TIME AS (COALESCE(c, c)) STORED);
      INSERT INTO t (id, a, c) VALUES (1, '2025-12-03 12:00:00.250000', '01:02:03')`,
    query: "SELECT b = '2025-12-03 12:00:00.25', d = '01:02:03' FROM t",
    rows: [[1, 1]],
    mariadb: ["generated-precision"],
  },
  {
    title: "NOT NULL of a generated column refuses NULL",
    sql: "CREATE TABLE t (id INT PRIMARY KEY, a INT NULL, b INT GENERATED ALWAYS AS (a + 1) STORED NOT NULL COMMENT 'b', c INT AS (a) VIRTUAL NULL)",
    refused: "INSERT INTO t (id, a) VALUES (1, NULL)",
    mariadb: ["generated-null"],
  },
  {
    title: "an ALTER TABLE may add a generated column that is NOT NULL",
    sql: "CREATE TABLE t (id INT PRIMARY KEY, a INT); ALTER TABLE t ADD COLUMN b INT GENERATED ALWAYS AS (a + 1) STORED NOT NULL AFTER id",
    refused: "INSERT INTO t (id, a) VALUES (1, NULL)",
    mariadb: ["generated-null"],
  },
  {
    title: "a CHAR column and DATE_FORMAT in a generated column",
    sql: `CREATE TABLE t (id CHAR(36) PRIMARY KEY, a DATETIME, b VARCHAR(60) AS (CONCAT(id, '-', DATE_FORMAT(a, '%Y%m'))) STORED, KEY k (b));
      INSERT INTO t (id, a) VALUES ('x ', '2025-12-03')`,
    query: "SELECT b FROM t",
    rows: [["x-202512"]],
    mariadb: ["generated-char", "generated-locale"],
  },
  {
    title: "JSON's arrows, REGEXP_LIKE as dumps write it, CAST AS JSON",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, j JSON NOT NULL DEFAULT (CAST('{"a": {"b": "c"}}' AS JSON)),
        a VARCHAR(20) GENERATED ALWAYS AS (j ->> '$.a.b') STORED, b JSON AS (\`j\`->'$.a') VIRTUAL,
        s VARCHAR(9), CONSTRAINT c CHECK (regexp_like(\`s\`,_utf8mb4'^[a-z]+$')));
      INSERT INTO t (id, s) VALUES (1, 'abc'); CREATE VIEW v AS SELECT t.j->>"$.a.b" AS x FROM t`,
    query: "SELECT a, JSON_TYPE(b), x FROM t, v",
    rows: [["c", "OBJECT", "c"]],
    refused: "INSERT INTO t (id, s) VALUES (2, '1')",
    mariadb: ["json-operator", "mysql-function"],
  },
  {
    title: "UUIDs as bytes, swapped and not",
    sql: `CREATE TABLE t (id BINARY(16) PRIMARY KEY DEFAULT (UUID_TO_BIN(UUID(), 1)), n CHAR(36) NOT NULL DEFAULT (uuid()), v VARCHAR(36) DEFAULT 'x');
      INSERT INTO t (id) VALUES (UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db', 1)); INSERT INTO t (v) VALUES ('y');
      CREATE VIEW w AS SELECT BIN_TO_UUID(id, 1) AS a, BIN_TO_UUID(id) AS b, BIN_TO_UUID(UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db')) AS c, v FROM t`,
    query: "SELECT a, b, c FROM w WHERE v = 'x'",
    rows: [
      [
        "6ccd780c-baba-1026-9564-5b8c656024db",
        "1026baba-6ccd-780c-9564-5b8c656024db",
        "6ccd780c-baba-1026-9564-5b8c656024db",
      ],
    ],
    mariadb: ["mysql-function"],
  },
  {
    title: "a unique index on an expression: one live row for a name, any number of deleted ones",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), deleted TINYINT NOT NULL DEFAULT 0,
        UNIQUE INDEX u ((IF(deleted = 0, LOWER(v), NULL))), INDEX i ((LOWER(v))));
      INSERT INTO t VALUES (1, 'a', 1), (2, 'A', 1), (3, 'A', 0)`,
    query: "SELECT * FROM t ORDER BY id",
    rows: [
      [1, "a", 1],
      [2, "A", 1],
      [3, "A", 0],
    ],
    refused: "INSERT INTO t VALUES (4, 'a', 0)",
    mariadb: ["functional-index", "functional-index-left-out"],
  },
  {
    title: "indexes on expressions in statements of their own",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, d DATETIME, v VARCHAR(9)); CREATE UNIQUE INDEX u ON t ((CAST(d AS DATE)), v DESC);
      ALTER TABLE t ADD UNIQUE KEY w ((UPPER(v))), ADD KEY x ((LOWER(v)));
      CREATE INDEX y ON t ((LOWER(v))); INSERT INTO t VALUES (1, '2025-12-03 10:00:00', 'a')`,
    query: "SELECT * FROM t",
    rows: [[1, "2025-12-03 10:00:00", "a"]],
    refused: "INSERT INTO t VALUES (2, '2025-12-03 11:00:00', 'a')",
    mariadb: ["functional-index", "functional-index-left-out"],
  },
  {
    title: "an index on the elements of an array",
    sql: "CREATE TABLE t (id INT PRIMARY KEY, j JSON, INDEX m ((CAST(j -> '$.tags' AS CHAR(20) ARRAY))))",
    query: "SELECT * FROM t",
    rows: [],
    mariadb: ["multi-valued-index"],
  },
  {
    title: "a CHECK that is not enforced, of column and table, plain and in a dump's comment",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v INT CHECK (v > 0) NOT ENFORCED, w INT CONSTRAINT cw CHECK (w > 0) ENFORCED,
        CONSTRAINT ct CHECK (v < 10) /*!80016 NOT ENFORCED */, CHECK (v <> 5) NOT ENFORCED);
      INSERT INTO t VALUES (1, -5, 1), (2, 50, 1)`,
    query: "SELECT COUNT(*) FROM t",
    rows: [[2]],
    refused: "INSERT INTO t VALUES (3, 1, -1)",
    mariadb: ["check-not-enforced", "check-syntax", "versioned-comment"],
  },
  {
    title: "a CHECK that ALTER TABLE drops or stops enforcing",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v INT, CONSTRAINT a CHECK (v > 0), CONSTRAINT b CHECK (v < 10), CONSTRAINT c CHECK (v <> 5));
      ALTER TABLE t DROP CHECK a; ALTER TABLE t ALTER CHECK b NOT ENFORCED; ALTER TABLE t ALTER CHECK c ENFORCED; INSERT INTO t VALUES (1, -1), (2, 11)`,
    query: "SELECT COUNT(*) FROM t",
    rows: [[2]],
    refused: "INSERT INTO t VALUES (3, 5)",
    mariadb: ["check-not-enforced", "check-syntax"],
  },
  {
    title: "points with a reference system",
    sql: "CREATE TABLE t (id INT PRIMARY KEY, p POINT NOT NULL SRID 4326, q GEOMCOLLECTION NULL /*!80003 SRID 4326 */, SPATIAL INDEX sp (p) VISIBLE)",
    query: "SELECT COUNT(*) FROM t",
    rows: [[0]],
    mariadb: ["index-visibility", "spatial-reference", "versioned-comment"],
  },
  {
    title: "attributes of MySQL's storage",
    sql: `CREATE TABLE t (id INT PRIMARY KEY COLUMN_FORMAT FIXED, v TEXT, FULLTEXT INDEX f (v) WITH PARSER ngram) ENGINE=InnoDB /*!50100 TABLESPACE innodb_system */ DEFAULT CHARSET=utf8mb3, ENCRYPTION='N', COMMENT='x';
      CREATE TABLE u (id INT PRIMARY KEY) /*!80016 SECONDARY_ENGINE=RAPID */ STATS_PERSISTENT=1`,
    query: "SELECT table_comment FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 't'",
    rows: [["x"]],
    mariadb: ["default-collation", "fulltext-parser", "storage-attribute", "versioned-comment"],
  },
  {
    title: "compressed tables, which our own flags forbid",
    sql: "CREATE TABLE t (id INT PRIMARY KEY) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE = 8; CREATE TABLE u (id INT PRIMARY KEY) ROW_FORMAT = DYNAMIC",
    query: "SELECT COUNT(*) FROM t, u",
    rows: [[0]],
    everywhere: ["separate-table-files"],
  },
  {
    title: "DEFAULT DEFAULT is loaded and named on every engine",
    sql: "CREATE TABLE t (id INT PRIMARY KEY,\n  d DATETIME NOT NULL DEFAULT DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, n INT DEFAULT DEFAULT 7); INSERT INTO t (id) VALUES (1)",
    query: "SELECT n, d IS NULL FROM t",
    rows: [[7, 0]],
    everywhere: ["doubled-default"],
  },
  {
    title: "accounts and definers",
    sql: `CREATE USER 'toq'@'%' IDENTIFIED BY 'secret'; GRANT ALL PRIVILEGES ON \`toq_db\`.* TO 'toq'@'%' WITH GRANT OPTION; FLUSH PRIVILEGES;
      CREATE TABLE t (id INT PRIMARY KEY); CREATE DEFINER=\`toq\`@\`%\` SQL SECURITY DEFINER VIEW v AS SELECT 1 AS one;
      CREATE DEFINER = 'toq'@localhost TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.id = NEW.id + 1; INSERT INTO t VALUES (1)`,
    query: "SELECT one, id FROM v, t",
    rows: [[1, 2]],
    everywhere: ["accounts"],
  },
  {
    title: "routines and triggers, with a delimiter and without",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), at DATETIME NULL);
DELIMITER $$
CREATE PROCEDURE \`toq_db\`.p(IN n INT)
BEGIN
  DECLARE i INT DEFAULT 0; -- ; in a comment
  WHILE i < n DO INSERT INTO t (id) VALUES (i); SET i = i + 1; END WHILE;
END$$
CREATE FUNCTION f(x VARCHAR(9) CHARSET utf8mb4) RETURNS varchar(10) CHARSET utf8mb4 DETERMINISTIC RETURN CONCAT(x, ';') $$
DELIMITER ;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN
  IF NEW.v IS NULL THEN SET NEW.v = CASE WHEN NEW.id = 0 THEN 'zero' ELSE 'more' END; END IF;
  SET NEW.at = '2025-12-03 00:00:00.6';
END;
CALL p(2);`,
    query: "SELECT id, v, at, f(v) = f('ZERO') FROM t ORDER BY id",
    rows: [
      [0, "zero", "2025-12-03 00:00:01", 1],
      [1, "more", "2025-12-03 00:00:01", 0],
    ],
    mariadb: ["default-collation"],
  },
  {
    title: "rows with an alias, with ROW, and names that MariaDB reserves",
    sql: `CREATE TABLE t (id INT PRIMARY KEY, n INT, offset INT, KEY k (offset));
      INSERT INTO t (id, n, offset) VALUES (1, 1, 0) AS new ON DUPLICATE KEY UPDATE n = new.n;
      INSERT INTO t (id, n, offset) VALUES (1, 5, 0), (2, 6, 0) AS new ON DUPLICATE KEY UPDATE n = new.n + t.n, \`offset\` = new.\`offset\`;
      INSERT INTO t VALUES ROW(3, 7, 0), ROW(4, 8, 0)`,
    query: "SELECT GROUP_CONCAT(n ORDER BY id) FROM t",
    rows: [["6,6,7,8"]],
    mariadb: ["reserved-word", "row-alias", "row-constructor"],
  },
  {
    title: "variables of MySQL, and modes without the rounding of times",
    sql: `SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='STRICT_TRANS_TABLES,NO_ZERO_DATE';
      SET @@SESSION.SQL_LOG_BIN= 0; SET SESSION sql_require_primary_key = 0, @kept = 3, information_schema_stats_expiry = 0;
      SET transaction_isolation = 'READ-COMMITTED'; /*!50503 SET NAMES utf8mb4 */;
      CREATE TABLE t (id INT PRIMARY KEY, d DATETIME); INSERT INTO t VALUES (@kept, '2025-12-03 00:00:00.6'); SET SQL_MODE=@OLD_SQL_MODE;`,
    query: "SELECT * FROM t",
    rows: [[3, "2025-12-03 00:00:01"]],
    mariadb: ["default-collation", "mysql-variable", "sql-mode"],
  },
  {
    title: "a schema of another name, which Workbench writes in front of everything",
    sql: `DROP SCHEMA IF EXISTS \`mydb\` ; CREATE SCHEMA IF NOT EXISTS \`mydb\` ; USE mydb
      CREATE TABLE IF NOT EXISTS \`mydb\`.\`a\` (\`id\` INT NOT NULL, PRIMARY KEY (\`id\`));
      CREATE TABLE mydb.t (id INT PRIMARY KEY, a_id INT, CONSTRAINT fk FOREIGN KEY (a_id) REFERENCES mydb.a (id));
      INSERT INTO \`mydb\`.\`a\` VALUES (1); INSERT INTO mydb.t SELECT a.id, a.id FROM mydb.a AS a JOIN mydb.a AS b ON a.id = b.id;
      CREATE VIEW mydb.v AS SELECT mydb.t.id FROM mydb.t WHERE 'mydb.t' <> ''`,
    query: "SELECT id FROM v",
    rows: [[1]],
    everywhere: ["other-schema"],
  },
  {
    title: "dates, checks and keys that differ between the two in nothing",
    sql: `CREATE TABLE p (id INT UNSIGNED NOT NULL AUTO_INCREMENT, name VARCHAR(20) NOT NULL, at TIMESTAMP(6) NULL, PRIMARY KEY (id), UNIQUE KEY (name)) AUTO_INCREMENT=7;
      CREATE TABLE t (id SERIAL, p_id INT UNSIGNED NULL, made DATETIME DEFAULT (NOW() + INTERVAL 1 DAY), up TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
        INDEX i (p_id ASC) USING BTREE COMMENT 'VISIBLE', CONSTRAINT fk FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL ON UPDATE NO ACTION)`,
    refused: "INSERT INTO t (p_id) VALUES (99)",
  },
];

for (const { title, binary } of await conformanceEngines(inject("engine"))) {
  describe(`SQL written for MySQL, on ${title}`, () => {
    let engine: EngineDescription;
    let started: Engine | undefined;
    beforeAll(async () => {
      started = binary === undefined ? undefined : await startEngine({ binary });
      engine = started ?? inject("engine");
    });
    afterAll(async () => await started?.stop());

    test.each(CASES)("$title", async ({ sql, seeds, query, rows, refused, mariadb = [], everywhere = [] }) => {
      await withForeignSql(engine, { schema: sql, ...(seeds === undefined ? {} : { seeds }) }, async (database) => {
        if (query !== undefined) expect(await database.rows(query)).toEqual(rows);
        if (refused !== undefined) await expect(database.rows(refused)).rejects.toThrow();
        expect(database.kinds).toEqual(expectedKinds(engine, everywhere, mariadb));
      });
    });

    test("each kind of change is named once, with its first place and how often", async () => {
      const schema = {
        "one.sql": "CREATE TABLE a (id INT PRIMARY KEY, v INT,\n\n  KEY x (v) VISIBLE,\n  KEY y (v) INVISIBLE);",
        "two.sql": "CREATE TABLE b (id INT PRIMARY KEY, v INT DEFAULT DEFAULT 1, KEY x (v) VISIBLE)",
      };
      await withForeignSql(engine, { schema }, async ({ rewrites }: ForeignDatabase) => {
        const found = rewrites.map(({ kind, path, line, count, cause }) => [kind, cause, `${path}:${line}`, count]);
        const visible = ["index-visibility", "engine", "one.sql:3", 3];
        const doubled = ["doubled-default", "mistake", "two.sql:1", 1];
        expect(found).toEqual(engine.flavour === "mariadb" ? [visible, doubled] : [doubled]);
        for (const { reason } of rewrites) expect(reason).toMatch(/^\S.{20,160}$/);
      });
    });
  });
}

function expectedKinds(engine: EngineDescription, everywhere: readonly string[], mariadb: readonly string[]): string[] {
  return [...everywhere, ...(engine.flavour === "mariadb" ? mariadb : [])].sort();
}

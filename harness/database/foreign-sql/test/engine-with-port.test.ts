import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loopbackPort } from "../../../support/loopback-port.ts";
import { startEngine } from "../../engine/start-engine.ts";
import { withForeignSql } from "./foreign-database.ts";

test("LOAD DATA reads its file also on an engine with a port, which itself reads none of ours", async () => {
  const port = await loopbackPort(0);
  if (port === undefined) throw new Error("no port is free");
  const engine = await startEngine({ environment: { ...process.env, DATABASE_URL: undefined }, port });
  onTestFinished(() => engine.stop());
  const folder = mkdtempSync(join(tmpdir(), "load-data-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "t.csv"), "id,name\n1,a\n2,b\n");
  const load =
    "LOAD DATA INFILE '/var/lib/mysql-files/t.csv' INTO TABLE t FIELDS TERMINATED BY ',' IGNORE 1 LINES (id, name)";
  const sql = `CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9));\n${load};`;
  const rows = await withForeignSql(engine, { schema: { [join(folder, "schema.sql")]: sql } }, (database) =>
    database.rows("SELECT id, name FROM t ORDER BY id"),
  );
  expect(rows).toEqual([
    [1, "a"],
    [2, "b"],
  ]);
}, 60_000);

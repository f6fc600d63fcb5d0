import { randomUUID } from "node:crypto";
import { expect, inject, onTestFinished, test } from "vitest";
import { schemaSql } from "../../../../server/database/schema.ts";
import { seedSql } from "../../../../server/database/seeds.ts";
import { System } from "../../../../system/revisions.ts";
import { loadForeignSql } from "../../../database/foreign-sql/load-foreign-sql.ts";
import { openConnection } from "../../../database/session.ts";
import { UsageError } from "../../../support/usage-error.ts";
import { addMissingSeeds } from "../missing-seeds.ts";

const engine = inject("engine");
const current = new System("current");

/** A schema that brings rows, filled up; what is then in it can be asked for. */
async function filled(more: readonly string[]) {
  const database = `seeds_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const sql = [...schemaSql(current), ...more].map((statement) => `${statement};`).join("\n");
  await loadForeignSql(engine, { database, schema: [{ path: "schema.sql", sql }], seeds: [] });
  const connection = await openConnection(engine.address, { database, rowsAsArray: true });
  onTestFinished(async () => {
    await connection.query(`DROP DATABASE ${database}`);
    connection.destroy();
  });
  await addMissingSeeds(engine, {
    database,
    statements: seedSql(current),
    timestamp: "1764547200",
    configPath: "/backend/harness.config.ts",
  });
  return async (query: string): Promise<unknown> => (await connection.query(query))[0];
}

const PHOTOGRAPHER = "INSERT INTO roles (id, name, slug, is_system_role) VALUES (8, 'Fotógrafo', 'photographer', 1)";

test("rows that the schema brings stay as they are, and only what is missing is added", async () => {
  const answer = await filled([PHOTOGRAPHER]);
  expect(await answer("SELECT name FROM roles WHERE id IN (3, 8) ORDER BY id")).toEqual([["owner"], ["Fotógrafo"]]);
  expect(await answer("SELECT COUNT(*) FROM role_permissions WHERE role_id = 8")).not.toEqual([[0]]);
  expect(await answer("SELECT role_id FROM user_roles WHERE user_id = 5")).toEqual([[8]]);
});

test("a schema that grants something grants nothing else: its permissions are under test", async () => {
  const answer = await filled([
    PHOTOGRAPHER,
    "INSERT INTO permissions (id, name, action) VALUES (114, 'their own', 'GET:/their/own')",
    "INSERT INTO role_permissions (role_id, permission_id) VALUES (8, 114)",
  ]);
  expect(await answer("SELECT id, action FROM permissions")).toEqual([[114, "GET:/their/own"]]);
  expect(await answer("SELECT role_id, permission_id FROM role_permissions")).toEqual([[8, 114]]);
  expect(await answer("SELECT COUNT(*) FROM users WHERE id = 5")).toEqual([[1]]);
});

test("permissions that are granted to nobody are no grants", async () => {
  const answer = await filled(["INSERT INTO permissions (id, name, action) VALUES (999, 'spare', 'GET:/spare')"]);
  expect(await answer("SELECT COUNT(*) > 5 FROM permissions")).toEqual([[1]]);
  expect(await answer("SELECT COUNT(*) > 5 FROM role_permissions")).toEqual([[1]]);
});

test.each([
  ["a table that is not there", "DROP TABLE role_permissions"],
  ["a column of another type", "ALTER TABLE users MODIFY nick_name TINYINT"],
  ["a column that must be told", "ALTER TABLE users ADD COLUMN shoe_size INT NOT NULL"],
])("%s is a mistake that names the key to use", async (_what, sql) => {
  const refused = filled([sql]);
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(
    /^The replica's roles and people do not fit the schema of \/backend\/harness\.config\.ts \(.*\): .* under database\.seeds\.$/,
  );
});

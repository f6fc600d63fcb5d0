import fc from "fast-check";
import { describe, inject, test } from "vitest";
import { conformanceEngines } from "../../test/conformance-engines.ts";
import { CAPABILITY } from "../protocol/capabilities.ts";
import { engineOf } from "./every-engine.ts";
import { BASIC } from "./raw-client.ts";
import { sideBySide } from "./side-by-side.ts";

const small = fc.integer({ min: 0, max: 4 });
const name = fc.constantFrom("'a'", "'it''s; --'", "NULL", "'/* ROW_COUNT() */'", "'é'");
const statement = fc.oneof(
  fc.tuple(small, name).map(([id, value]) => `INSERT INTO houses (id, name) VALUES (${id}, ${value})`),
  fc.tuple(name, name).map(([one, two]) => `INSERT INTO houses (name) VALUES (${one}), (${two})`),
  fc.tuple(small, name).map(([id, value]) => `UPDATE houses SET name = ${value} WHERE id >= ${id}`),
  fc.tuple(small, name).map(([id, value]) => `REPLACE INTO houses (id, name) VALUES (${id}, ${value})`),
  small.map((id) => `DELETE FROM houses WHERE id = ${id}`),
  fc.tuple(small, small).map(([house, size]) => `INSERT INTO rooms (house_id, size) VALUES (${house}, ${size * 50})`),
  small.map((limit) => `SELECT SQL_CALC_FOUND_ROWS id, name FROM houses ORDER BY id LIMIT ${limit}`),
  small.map((by) => `SELECT id / ${by} FROM houses ORDER BY id`),
  fc.constantFrom(
    "SELECT ROW_COUNT()",
    "SELECT FOUND_ROWS(), LAST_INSERT_ID()",
    "SELECT @@warning_count, @@error_count",
    "SHOW WARNINGS",
    "SHOW ERRORS",
    "SET @n = ROW_COUNT()",
    "SELECT @n",
    "SELECT LAST_INSERT_ID(7)",
    "GET DIAGNOSTICS @c = NUMBER",
    "SELECT @c, ROW_COUNT()",
    "SELECT * FROM nowhere",
    "SELECT 1/0; SELECT @@warning_count; SHOW WARNINGS",
    "INSERT INTO other (v) SELECT ROW_COUNT(); SELECT v FROM other",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT s",
    "ROLLBACK TO s",
    "SET autocommit = 0",
    "SET autocommit = 1",
    "SELECT @@autocommit",
    "PREPARE p FROM 'SELECT ROW_COUNT(), FOUND_ROWS()'",
    "PREPARE p FROM 'UPDATE houses SET name = 9'",
    "PREPARE p FROM @nothing",
    "EXECUTE p",
    "DO 1",
    "",
  ),
);
const flags = fc.subarray([
  CAPABILITY.DEPRECATE_EOF,
  CAPABILITY.SESSION_TRACK,
  CAPABILITY.QUERY_ATTRIBUTES,
  CAPABILITY.FOUND_ROWS,
]);

describe.each(await conformanceEngines(inject("engine")))("at $title", ({ binary }) => {
  const engine = engineOf(binary);

  test("any statements one after the other give the same bytes through the door as at the engine", async () => {
    const property = fc.asyncProperty(
      flags,
      fc.array(fc.tuple(statement, fc.boolean()), { minLength: 1, maxLength: 25 }),
      (chosen, statements) =>
        sideBySide(
          engine(),
          chosen.reduce((all, flag) => all | flag, BASIC),
          async ({ both, query }) => {
            // MariaDB's FOUND_ROWS() before any rows is what the thread's last session left.
            await query("SELECT 1");
            for (const [sql, prepared] of statements) {
              if (!prepared || sql.includes(";")) await query(sql);
              else
                await both(`prepared: ${sql}`, async (client) => {
                  const { summary, bytes } = await client.prepare(sql);
                  return summary.prepared ? client.execute(summary.prepared.id, []) : { summary, bytes };
                });
            }
          },
        ),
    );
    await fc.assert(property, { numRuns: 25 });
  });
});

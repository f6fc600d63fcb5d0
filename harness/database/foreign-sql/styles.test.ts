import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Engine, EngineDescription } from "../engine/engine.ts";
import { startEngine } from "../engine/start-engine.ts";
import { conformanceEngines } from "../test/conformance-engines.ts";
import { type ForeignDatabase, withForeignSql } from "./test/foreign-database.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
interface Style {
  readonly file: string;
  /** Number of places that were changed on MariaDB. */
  readonly mariadb: Readonly<Record<string, number>>;
  readonly everywhere: Readonly<Record<string, number>>;
  check(database: ForeignDatabase): Promise<void>;
}

const STYLES: readonly Style[] = [
  {
    file: "workbench.sql",
    everywhere: { "doubled-default": 1, accounts: 4 },
    mariadb: {
      collation: 2,
      "default-collation": 3,
      "index-visibility": 5,
      "generated-rounding": 1,
      "sql-mode": 3,
    },
    async check({ rows }) {
      await rows(`INSERT INTO orders (customer_id, code, created_at) VALUES (1, 7, '2025-12-03 00:00:00.5')`);
      expect(await rows("SELECT id, settled_at FROM orders")).toEqual([[20, "2025-12-03 00:00:01"]]);
      await rows("INSERT INTO customers (id, name) VALUES (3, 'Li')");
      expect(await rows("SELECT `key` FROM customers WHERE id = 3")).toEqual([["none;"]]);
      await expect(
        rows("INSERT INTO orders (customer_id, code, created_at) VALUES (1, 7, '2025-12-03')"),
      ).rejects.toThrow(/uk_code/);
      await expect(
        rows("INSERT INTO orders (customer_id, code, created_at) VALUES (9, 7, '2025-12-03')"),
      ).rejects.toThrow(/foreign key/);
      expect(await rows("SELECT name FROM living")).toEqual([["Ana"], ["Li"]]);
      expect(await rows("SELECT COUNT(*) FROM customers WHERE name = 'JOSE' OR name = 'Ana '")).toEqual([[1]]);
    },
  },
  {
    file: "mysqldump.sql",
    everywhere: { accounts: 4, event: 2 },
    mariadb: {
      collation: 5,
      "default-collation": 2,
      "versioned-comment": 6,
      "sql-mode": 2,
      "index-visibility": 1,
      "functional-index": 1,
      "generated-null": 1,
      "check-not-enforced": 1,
      "spatial-reference": 1,
      "mysql-function": 1,
    },
    async check({ rows }) {
      const columns = "id, slug, raw, kind, day, changed";
      expect((await rows("SELECT * FROM items"))[0]).toHaveLength(8);
      expect(await rows(`SELECT ${columns}, secret FROM items ORDER BY id`)).toEqual([
        [1, "one", "O'ne; \\", "x", "one!", "2025-12-03 00:00:00", -1],
        [2, "two", null, null, "two!", null, 5],
      ]);
      await rows("INSERT INTO items (slug, raw, place) VALUES ('three', 'R', ST_GeomFromText('POINT(1 2)', 4326))");
      expect(await rows("SELECT shout(raw) FROM items WHERE id = 3")).toEqual([["R;"]]);
      await expect(rows("UPDATE items SET raw = 'r;' WHERE id = 2")).rejects.toThrow(/uk_lower/);
      await expect(rows("UPDATE items SET slug = 'ONE' WHERE id = 2")).rejects.toThrow(/uk_slug/);
      await expect(rows("UPDATE items SET slug = '1' WHERE id = 2")).rejects.toThrow(/items_chk_2/);
      expect(await rows("SELECT * FROM slugs WHERE slug = 'ＴＷＯ'")).toEqual([["two"]]);
    },
  },
  {
    file: "migration.sql",
    everywhere: {},
    mariadb: {
      collation: 1,
      "json-operator": 1,
      "mysql-function": 2,
      "generated-char": 2,
      "generated-null": 1,
      "check-syntax": 1,
      "functional-index": 1,
      "multi-valued-index": 1,
      "index-visibility": 1,
      "row-alias": 1,
      "row-constructor": 1,
      "reserved-word": 5,
    },
    async check({ rows }) {
      expect(await rows("SELECT name, size, label FROM archive ORDER BY owner, size")).toEqual([
        ["ä", 10, "o:ä"],
        ["a", 20, "o:a"],
        ["x", null, "p:x"],
      ]);
      await expect(rows("INSERT INTO archive (owner, name) VALUES ('O', 'A')")).rejects.toThrow(/one_living/);
      await rows(
        "INSERT INTO archive (owner, name, deleted_at) VALUES ('o', 'a', '2025-12-03'), ('o', 'a', '2025-12-03')",
      );
      await expect(rows("INSERT INTO archive (owner, name) VALUES ('o', '')")).rejects.toThrow("no name; refused");
      await expect(rows("INSERT INTO archive (owner, name, `offset`) VALUES ('q', 'q', -1)")).rejects.toThrow(
        /archive/,
      );
    },
  },
];

for (const { title, binary } of await conformanceEngines(inject("engine"))) {
  describe(`files as tools write them, on ${title}`, () => {
    let engine: EngineDescription;
    let started: Engine | undefined;
    beforeAll(async () => {
      started = binary === undefined ? undefined : await startEngine({ binary });
      engine = started ?? inject("engine");
    });
    afterAll(async () => await started?.stop());

    test.each(STYLES)("$file", async ({ file, mariadb, everywhere, check }) => {
      await withForeignSql(engine, { schema: { [file]: read(file) } }, async (database) => {
        await check(database);
        const expected = engine.flavour === "mariadb" ? { ...everywhere, ...mariadb } : everywhere;
        // What becomes of GTID_PURGED depends on whose server it is; another test tells.
        const found = database.rewrites.filter(({ kind }) => kind !== "global-settings" && kind !== "mysql-variable");
        expect(Object.fromEntries(found.map(({ kind, count }) => [kind, count]))).toEqual(expected);
      });
    });

    test("line ends of Windows change nothing", async () => {
      const schema = { "workbench.sql": read("workbench.sql").replaceAll("\n", "\r\n") };
      await withForeignSql(engine, { schema }, async ({ rows, rewrites }) => {
        expect(rewrites.find(({ kind }) => kind === "doubled-default")?.line).toBe(38);
        expect(await rows("SELECT COUNT(*) FROM customers")).toEqual([[2]]);
      });
    });
  });
}

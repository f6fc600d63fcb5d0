import type { KeptRoom, StateChanges } from "../../state-changes.ts";
import type { KeySchema, Table, TableIdentity, TableSettings } from "../tables/table.ts";
import type { TableDirectory } from "../tables/table-directory.ts";
import type { Item } from "../values/attribute-value.ts";

interface WrittenTable extends TableIdentity {
  readonly key: KeySchema;
  readonly settings: TableSettings;
  readonly tags: ReadonlyMap<string, string>;
}

/** Tables across restarts, and their items one by one: those of a large table are not looked at again. */
export function keepDynamoDb(tables: TableDirectory, changes: StateChanges): KeptRoom {
  return {
    restore(entities) {
      // Tables first: an item may have been written before what is said of its table.
      for (const { kind, value } of entities) if (kind === "table") restoreTable(tables, value as WrittenTable);
      const byName = new Map(tables.all().map((table) => [table.name, table]));
      for (const { kind, key, value } of entities) {
        const [name = ""] = key;
        if (kind !== "item") continue;
        const table = byName.get(name);
        if (!table) throw new Error(`There is no table ${name} for an item that was kept of it.`);
        table.put(value as Item);
      }
      tables.tellItems(({ name }, hash, range, item) => {
        if (item) changes.changed("item", [name, hash, range], () => item);
        else changes.removed("item", [name, hash, range]);
      });
    },
    compared: {
      kinds: ["table"],
      all: () => tables.all().map((table) => ({ kind: "table", key: [table.name], value: writtenTable(table) })),
    },
  };
}

function writtenTable({ name, arn, id, createdAtMs, key, settings, tags }: Table): WrittenTable {
  return { name, arn, id, createdAtMs, key, settings, tags };
}

function restoreTable(tables: TableDirectory, { key, settings, tags, ...identity }: WrittenTable): void {
  const table = tables.restore(identity, key, settings);
  for (const [name, value] of tags) table.tags.set(name, value);
}

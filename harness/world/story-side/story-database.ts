import type { SqlValue } from "../../../server/ports.ts";
import { TABLE_COLUMNS, type TableName, type TableRow } from "../../database/table-columns.ts";
import type { WorldDatabase } from "../../database/world-database.ts";
import type { EnvironmentError } from "../../support/environment-error.ts";
import { requireKnown, requireKnownMembers } from "../../support/story-mistake.ts";
import { tableNames } from "../names/hop-names.ts";
import { type Actions, asActions } from "./actions.ts";

/** The world's database as a story reads and arranges it. */
export class StoryDatabase {
  readonly actions: Actions;
  readonly #database: WorldDatabase;

  constructor(database: WorldDatabase, actions: Actions) {
    this.#database = database;
    this.actions = actions;
  }

  get name(): string {
    return this.#database.name;
  }

  /** The first error of the server's statements that this machine is to blame for, such as a full disk. */
  get machineFailure(): EnvironmentError | undefined {
    return this.#database.machineFailure;
  }

  /** Whether the world's database has a table of this name. */
  isTable(name: string): name is TableName {
    return tableNames({ tables: this.#database.tables }).includes(name);
  }

  /** Committed rows, by primary key; takes no virtual time and leaves no trace. Throws StoryMistake for an unknown name. */
  async rows<T extends TableName>(table: T, where: Partial<TableRow<T>> = {}): Promise<TableRow<T>[]> {
    requireKnown("world.database.rows", "table", table, tableNames({ tables: this.#database.tables }));
    const columns = columnsOf(table);
    if (columns) requireKnownMembers("world.database.rows", `column of ${table}`, where, columns);
    return (await this.#database.rows(table, where as Readonly<Record<string, SqlValue>>)) as unknown as TableRow<T>[];
  }

  /**
   * One or more statements of the scenario itself (`?` for values): takes no virtual time; rows it changes are in the
   * trace. Gives rows or header. Throws when the server holds the lock: at once where the server is the replica, which goes on
   * only when this has ended; after a while where it is a process of its own.
   */
  execute(sql: string, values: readonly SqlValue[] = []): Promise<unknown> {
    return this.#database.execute(sql, values);
  }
}

asActions(StoryDatabase.prototype, ["rows", "execute"], ({ actions }, name) => ({
  actions,
  name: `world.database.${name}(…)`,
}));

/** The columns of a table of the replica. */
export function columnsOf(table: string): readonly string[] | undefined {
  const tables: Readonly<Record<string, object>> = TABLE_COLUMNS;
  const columns = tables[table];
  return columns && Object.keys(columns);
}

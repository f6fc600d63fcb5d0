import type { Connection, RowDataPacket } from "mysql2/promise";

/** A table whose committed changes become row events. */
export interface WatchedTable {
  readonly table: string;
  /** Its primary key. Default: `id`. */
  readonly key?: string;
  /** Default: all. */
  readonly columns?: readonly string[];
}

/** The tables that the media pipeline moves. */
export const MEDIA_TABLES: readonly WatchedTable[] = [
  { table: "media_assets" },
  { table: "media_processing_jobs" },
  { table: "listing_versions", columns: ["id", "listing_identity_id", "status"] },
];

/** JSON-able: times are `YYYY-MM-DD HH:MM:SS` text, JSON columns their text. */
export type Row = Readonly<Record<string, unknown>>;

export interface RowChange {
  readonly table: string;
  readonly key: string;
  readonly change: "insert" | "update" | "delete";
  readonly before: Row | null;
  readonly after: Row | null;
}

interface SeenRow {
  readonly row: Row;
  readonly text: string;
}

/** Compares the watched tables with how they were before; one packet for all of them. `changes` is real work. */
export class RowWatch {
  readonly #side: Connection;
  readonly #tables: readonly WatchedTable[];
  readonly #sql: string;
  #seen: readonly ReadonlyMap<string, SeenRow>[];

  /** `side` must give times and JSON as text, and take several statements in one packet. */
  constructor(side: Connection, tables: readonly WatchedTable[]) {
    this.#side = side;
    this.#tables = tables;
    this.#seen = tables.map(() => new Map());
    this.#sql = tables
      .map(({ table, key, columns }) => {
        const selected = columns ? columns.map((column) => `\`${column}\``).join(",") : "*";
        return `SELECT ${selected} FROM \`${table}\` ORDER BY \`${key ?? "id"}\``;
      })
      .join(";");
  }

  /** Rows committed since the last call, table by table in the order of their primary keys. */
  async changes(): Promise<RowChange[]> {
    if (this.#tables.length === 0) return [];
    const [answer] = await this.#side.query<RowDataPacket[] | RowDataPacket[][]>(this.#sql);
    const results = (this.#tables.length === 1 ? [answer] : answer) as RowDataPacket[][];
    const changes: RowChange[] = [];
    this.#seen = this.#tables.map(({ table, key = "id" }, index) => {
      const before = this.#seen[index] ?? new Map<string, SeenRow>();
      const after = new Map((results[index] ?? []).map((row) => [String(row[key]), seen(row)]));
      changes.push(...compare(table, before, after));
      return after;
    });
    return changes;
  }
}

function seen(row: RowDataPacket): SeenRow {
  return { row: { ...row }, text: JSON.stringify(row) };
}

function compare(
  table: string,
  before: ReadonlyMap<string, SeenRow>,
  after: ReadonlyMap<string, SeenRow>,
): RowChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changed = keys.filter((key) => before.get(key)?.text !== after.get(key)?.text);
  return changed
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
    .map((key) => {
      const [was, is] = [before.get(key)?.row ?? null, after.get(key)?.row ?? null];
      return { table, key, change: was ? (is ? "update" : "delete") : "insert", before: was, after: is };
    });
}

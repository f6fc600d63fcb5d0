import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { EnvironmentError } from "../../support/environment-error.ts";
import { makeFolder } from "../../support/make-folder.ts";
import { reasonOf } from "../../support/reason.ts";

const FILE = "state.sqlite";
/** Large bodies lie beside the file. */
const BODIES = "bodies";
/** Changes whenever an older program could not read what this one writes, or this one what an older one has written. */
const FORMAT = 1;
/** SQLite's, in its header: the file is ours. */
const APPLICATION_ID = 0x544f5131;

/** Where an entity belongs: a room of a region, or of all where the region is empty. */
export interface EntityPlace {
  readonly service: string;
  readonly region: string;
  readonly kind: string;
  /** JSON of the entity's key. */
  readonly key: string;
}

export interface StoredEntity extends EntityPlace {
  readonly value: Buffer;
}

/** `value` is absent where the entity is gone; `isAnew`: it comes behind all others, also where it was there before. */
export interface EntityChange extends EntityPlace {
  readonly value: Buffer | undefined;
  readonly isAnew: boolean;
}

const Row = z.object({
  service: z.string(),
  region: z.string(),
  kind: z.string(),
  key: z.string(),
  value: z.instanceof(Uint8Array),
  sum: z.number(),
});
const Fact = z.object({ name: z.string(), value: z.string() });

/**
 * The folder of `--data`: one SQLite file with a row for each entity, and a folder of large bodies. A transaction is on the disk
 * when `write` returns (https://www.sqlite.org/pragma.html#pragma_synchronous: FULL with a write-ahead log). The file is locked as
 * long as this process lives, and the system takes the lock away whichever way it ends.
 */
export class StateFile {
  readonly folder: string;
  readonly bodies: string;
  readonly #database: DatabaseSync;

  /** @throws EnvironmentError when the folder cannot be used, is another's, or what lies in it cannot be read. */
  constructor(folder: string) {
    this.folder = folder;
    this.bodies = join(folder, BODIES);
    makeDataFolder(folder);
    this.#database = openFile(folder);
    try {
      checkFormat(this.#database, folder);
      mkdirSync(this.bodies, { recursive: true });
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Facts about the whole cloud, by name. */
  facts(): Map<string, string> {
    const rows = this.#database.prepare("SELECT name, value FROM fact").all();
    return new Map(rows.map((row) => Fact.parse(row)).map(({ name, value }) => [name, value]));
  }

  /** In the order in which they were made. @throws EnvironmentError when a checksum does not fit. */
  entities(): StoredEntity[] {
    const select = "SELECT service, region, kind, key, value, sum FROM entity ORDER BY place";
    return reading(this.folder, () =>
      this.#database
        .prepare(select)
        .all()
        .map((row) => {
          const { value, sum, ...place } = Row.parse(row);
          const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
          if (sumOf(place, bytes) !== sum) {
            throw damaged(this.folder, `the checksum of ${place.service} ${place.kind} ${place.key} does not fit`);
          }
          return { ...place, value: bytes };
        }),
    );
  }

  /** All of it or nothing. Throws what SQLite says, a full disk included. */
  write(changes: readonly EntityChange[], facts: readonly (readonly [name: string, value: string])[]): void {
    this.#transaction(() => {
      for (const change of changes) this.#apply(change);
      for (const fact of facts) this.#run("INSERT OR REPLACE INTO fact VALUES (?, ?)", ...fact);
    });
  }

  /** Refuses to grow beyond so many pages of 4 KiB, as a full disk does. */
  limitPages(pages: number): void {
    this.#database.exec(`PRAGMA max_page_count = ${pages}`);
  }

  /** Nothing is left but the facts. */
  empty(): void {
    this.#transaction(() => this.#run("DELETE FROM entity"));
  }

  /** Names of the files of large bodies that lie there. */
  bodyFiles(): string[] {
    return readdirSync(this.bodies);
  }

  close(): void {
    this.#database.close();
  }

  #apply({ value, isAnew, ...place }: EntityChange): void {
    const { service, region, kind, key } = place;
    const names = [service, region, kind, key];
    if (value === undefined || isAnew) {
      this.#run("DELETE FROM entity WHERE service = ? AND region = ? AND kind = ? AND key = ?", ...names);
    }
    if (value === undefined) return;
    this.#run(
      `INSERT INTO entity (service, region, kind, key, value, sum) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (service, region, kind, key) DO UPDATE SET value = excluded.value, sum = excluded.sum`,
      ...names,
      value,
      sumOf(place, value),
    );
  }

  readonly #statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();

  #run(sql: string, ...values: SQLInputValue[]): void {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    statement.run(...values);
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      // A full disk may have ended it already.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}

function sumOf({ service, region, kind, key }: EntityPlace, value: Buffer): number {
  return crc32(value, crc32([service, region, kind, key].join("\n")));
}

function makeDataFolder(folder: string): void {
  try {
    // Access keys lie in it.
    makeFolder(folder, { mode: 0o700 });
    const names = readdirSync(folder);
    if (names.length === 0 || names.includes(FILE)) return;
  } catch (error) {
    throw new EnvironmentError(`--data: ${folder} cannot be used (${reasonOf(error)}); name a folder of yours.`);
  }
  throw new EnvironmentError(
    `--data: ${folder} holds other things and no state of a cloud; name an empty folder, or one that is not there yet.`,
  );
}

function openFile(folder: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, FILE), { timeout: 0 });
    // Before the first look: then SQLite needs no shared memory, and whoever comes second finds the file locked.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("BEGIN IMMEDIATE; COMMIT");
    return database;
  } catch (error) {
    database?.close();
    const reason = reasonOf(error);
    if (/database is locked/.test(reason)) {
      throw new EnvironmentError(
        `--data: ${folder} is in use by another cloud; stop that one, or name another folder.`,
      );
    }
    throw damaged(folder, reason);
  }
}

function checkFormat(database: DatabaseSync, folder: string): void {
  const number = (pragma: string): unknown => Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
  reading(folder, () => {
    const isEmpty = number("schema_version") === 0;
    const version = number("user_version");
    if (!isEmpty && number("application_id") !== APPLICATION_ID) {
      throw damaged(folder, `${FILE} is a database of another program`);
    }
    if (!isEmpty && version !== FORMAT) {
      throw new EnvironmentError(
        `--data: ${folder} was written by another version of this program (format ${String(version)}, this one reads ${FORMAT}); use that version, or an empty folder.`,
      );
    }
    const [problem] = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
    if (problem !== "ok") throw damaged(folder, String(problem));
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (!isEmpty) return;
    database.exec(
      `BEGIN;
       CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
       CREATE TABLE entity (
         place INTEGER PRIMARY KEY AUTOINCREMENT,
         service TEXT NOT NULL, region TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
         value BLOB NOT NULL, sum INTEGER NOT NULL,
         UNIQUE (service, region, kind, key)
       ) STRICT;
       PRAGMA application_id = ${APPLICATION_ID};
       PRAGMA user_version = ${FORMAT};
       COMMIT`,
    );
  });
}

/** What SQLite says of a file that it cannot read is told in one sentence. */
function reading<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof EnvironmentError ? error : damaged(folder, reasonOf(error));
  }
}

/** What lies in the folder is not what was written there. */
export function damaged(folder: string, what: string): EnvironmentError {
  return new EnvironmentError(
    `--data: the state in ${folder} cannot be read (${what}); nothing was changed. Put back a copy, or name an empty folder.`,
  );
}

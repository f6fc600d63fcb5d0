import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Connection, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { machineFailure } from "../../support/machine-failure.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { EngineDescription } from "../engine/engine.ts";
import { collation } from "../engine/server-flags.ts";
import { errorNumber, openConnection, sessionSetup } from "../session.ts";
import { type PreparedSql, type PreparedStatement, prepareForeignSql } from "./prepare-foreign-sql.ts";
import { REWRITES, type Rewrite } from "./rewrite.ts";
import { ROUTINE_TABLE } from "./routine-table.ts";
import type { SqlFile, SqlMistake } from "./sql-file.ts";
import { type Failure, mistakesMessage } from "./sql-mistakes.ts";
import { quotedName } from "./statement-tokens.ts";

export interface ForeignSqlOptions {
  /** The name that the system insists on; made here, and refused when the server has it already. */
  readonly database: string;
  /** In order; each is run in a session of its own, as a client would that is given one file after the other. */
  readonly schema: readonly SqlFile[];
  readonly seeds: readonly SqlFile[];
  /** `SET timestamp` for the instant at which rows come into being; default: the machine's time. */
  readonly timestamp?: string;
}

export interface ForeignSqlLoaded {
  /** What was not run as it stands: a kind of change each, with its first place. */
  readonly rewrites: readonly Rewrite[];
}

/**
 * Loads SQL that was written for MySQL into a new database of a server, whichever that is. Real I/O: outside of worlds.
 *
 * @throws UsageError that lists every statement that the server refuses, by file and line; nothing is left then.
 * @throws EnvironmentError when this machine is to blame, for example a full disk.
 */
export async function loadForeignSql(engine: EngineDescription, options: ForeignSqlOptions): Promise<ForeignSqlLoaded> {
  const prepared = prepareOnce(engine, options);
  const { statements, missing } = withoutMissingFiles(prepared.statements);
  const connection = await openConnection(engine.address, { multipleStatements: true });
  try {
    await new Loading(connection, engine, options).run(statements, prepared);
  } catch (error) {
    throw machineFailure(error) ?? error;
  } finally {
    connection.destroy();
  }
  return { rewrites: [...prepared.rewrites, ...missing] };
}

const prepared = new Map<string, PreparedSql>();

/** A run has few systems; but where databases must have names of their own, each world has another text. */
const MOST_PREPARED = 8;

/** The worlds of a run load the same files. */
function prepareOnce(engine: EngineDescription, { database, schema, seeds }: ForeignSqlOptions): PreparedSql {
  const options = { database, flavour: engine.flavour, ownServer: isOwn(engine) };
  const files = [...schema, ...seeds];
  const hash = createHash("sha256").update(JSON.stringify(options));
  for (const { path, sql } of files) hash.update(`\0${path}\0`).update(sql);
  const key = hash.digest("hex");
  const known = prepared.get(key);
  if (known) return known;
  const made = prepareForeignSql(files, options);
  prepared.set(key, made);
  const [oldest] = prepared.keys();
  if (prepared.size > MOST_PREPARED && oldest !== undefined) prepared.delete(oldest);
  return made;
}

/** Started by this run on this machine: it reads our files, and its settings are nobody else's. */
function isOwn({ origin }: EngineDescription): boolean {
  return origin !== "DATABASE_URL" && origin !== "container";
}

/** A statement with the file that it reads, as an absolute path. */
interface Sendable extends PreparedStatement {
  readonly file?: string;
}

function withoutMissingFiles(statements: readonly PreparedStatement[]): {
  statements: readonly Sendable[];
  missing: readonly Rewrite[];
} {
  const missing: PreparedStatement[] = [];
  const there = statements.flatMap((statement): Sendable[] => {
    if (statement.loads === undefined) return [statement];
    const file = findFile(statement.path, statement.loads);
    if (file !== undefined) return [{ ...statement, file }];
    missing.push(statement);
    return [];
  });
  const [first] = missing;
  if (!first) return { statements: there, missing: [] };
  const { path, line } = first;
  const names = missing.map(({ loads }) => loads).join(", ");
  const { cause, reason } = REWRITES["missing-file"];
  const rewrite = {
    kind: "missing-file",
    cause,
    reason: `${reason} (${names})`,
    path,
    line,
    count: missing.length,
  } as const;
  return { statements: there, missing: [rewrite] };
}

/** As it stands, seen from the SQL file; or beside that file, where a path of another machine led to it. */
function findFile(sqlPath: string, named: string): string | undefined {
  const folder = dirname(resolve(sqlPath));
  return [resolve(folder, named), resolve(folder, basename(named.replaceAll("\\", "/")))].find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Below what every server takes in one packet (max_allowed_packet: 16 MB at least by default). */
const PACKET_BYTES = 4 << 20;

class Loading {
  readonly #connection: Connection;
  readonly #engine: EngineDescription;
  readonly #database: string;
  readonly #session: readonly string[];

  constructor(
    connection: Connection,
    engine: EngineDescription,
    { database, timestamp = "DEFAULT" }: ForeignSqlOptions,
  ) {
    this.#connection = connection;
    this.#engine = engine;
    this.#database = quotedName(database);
    this.#session = [
      // What the file before may have left open.
      "ROLLBACK",
      "UNLOCK TABLES",
      "SET autocommit=1, foreign_key_checks=1, unique_checks=1, sql_notes=1",
      ...sessionSetup(engine, timestamp),
      `SET NAMES utf8mb4 COLLATE ${collation(engine.flavour)}`,
      `USE ${this.#database}`,
    ];
  }

  async run(statements: readonly Sendable[], { mistakes }: PreparedSql): Promise<void> {
    await this.#create();
    try {
      if (mistakes.length > 0 || !(await this.#inPackets(statements))) await this.#findAll(statements, mistakes);
    } catch (error) {
      // Nothing half loaded; without a connection nobody is left to be asked.
      await this.#drop().catch(() => {});
      throw error;
    }
  }

  /** Sends them one by one and goes on after a failure, so that a user sees all mistakes at once. */
  async #findAll(statements: readonly Sendable[], mistakes: readonly SqlMistake[]): Promise<void> {
    await this.#drop();
    await this.#create();
    const failures: Failure[] = [];
    let path: string | undefined;
    for (const statement of statements) {
      if (statement.path !== path) await this.#connection.query(this.#session.join(";\n"));
      path = statement.path;
      try {
        await this.#send(statement);
      } catch (error) {
        if (!isOfServer(error) || machineFailure(error)) throw error;
        failures.push({ statement, error });
      }
    }
    if (failures.length + mistakes.length > 0) throw new UsageError(mistakesMessage(this.#engine, mistakes, failures));
  }

  /** Whether all went well. The answer to a packet does not tell which of its statements failed, nor which others would. */
  async #inPackets(statements: readonly Sendable[]): Promise<boolean> {
    try {
      await this.#sendPackets(statements);
      return true;
    } catch (error) {
      if (isOfServer(error) && !machineFailure(error)) return false;
      throw error;
    }
  }

  async #sendPackets(statements: readonly Sendable[]): Promise<void> {
    let packet: string[] = [];
    let bytes = 0;
    let path: string | undefined;
    const flush = async (): Promise<void> => {
      if (packet.length > 0) await this.#connection.query(packet.join(";\n"));
      packet = [];
      bytes = 0;
    };
    for (const statement of statements) {
      if (statement.path !== path) packet.push(...this.#session);
      path = statement.path;
      if (statement.file !== undefined || bytes + statement.sql.length > PACKET_BYTES) await flush();
      if (statement.file !== undefined) await this.#send(statement);
      else packet.push(statement.sql);
      bytes += statement.sql.length;
    }
    packet.push("COMMIT");
    await flush();
  }

  async #send({ sql, file }: Sendable): Promise<void> {
    if (file === undefined) {
      await this.#connection.query(sql);
      return;
    }
    const local = /^\s*LOAD\s+DATA\b[^'"]*\bLOCAL\b/i.test(sql);
    // A server of ours reads the file itself, as the statement says; another one may not see this machine's files.
    if (!local && isOwn(this.#engine) && (await this.#readsOurFiles())) {
      await this.#connection.query(
        sql.replace(INFILE, (_all, infile: string) => `${infile}${this.#connection.escape(file)}`),
      );
      return;
    }
    const text = local ? sql : sql.replace(/\bINFILE\b/i, "LOCAL INFILE");
    const infileStreamFactory = () => createReadStream(file);
    const [{ warningStatus }] = await this.#connection.query<ResultSetHeader>({ sql: text, infileStreamFactory });
    if (!local && warningStatus > 0) throw await this.#firstWarning();
  }

  /** Not one with a port: whoever gets in there must not read files through it (server-flags.ts). */
  async #readsOurFiles(): Promise<boolean> {
    const [[row]] = await this.#connection.query<RowDataPacket[]>("SELECT @@secure_file_priv AS folder");
    return row?.folder === "" || row?.folder === null;
  }

  /** With LOCAL a server only warns of a row that it would refuse without. */
  async #firstWarning(): Promise<Error> {
    const [[warning]] = await this.#connection.query<RowDataPacket[]>("SHOW WARNINGS LIMIT 1");
    return Object.assign(new Error(String(warning?.Message)), { errno: Number(warning?.Code) });
  }

  async #create(): Promise<void> {
    const own = isOwn(this.#engine);
    const { flavour } = this.#engine;
    const statements = [
      ...(own && flavour === "mariadb" ? ROUTINE_TABLE : []),
      ...(own && flavour === "mysql" ? ["SET GLOBAL local_infile=ON"] : []),
      `CREATE DATABASE ${this.#database} CHARACTER SET utf8mb4 COLLATE ${collation(flavour)}`,
    ];
    try {
      await this.#connection.query(statements.join(";\n"));
    } catch (error) {
      if (errorNumber(error) !== DATABASE_EXISTS) throw error;
      throw new UsageError(
        `The server has a database ${this.#database} already, and the harness overwrites none: drop it, or name a server without it.`,
      );
    }
  }

  async #drop(): Promise<void> {
    await this.#connection.query(`ROLLBACK;\nUNLOCK TABLES;\nDROP DATABASE IF EXISTS ${this.#database}`);
  }
}

const DATABASE_EXISTS = 1007;
const INFILE = /(\bINFILE\s+)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/i;

/** An answer of the server to a statement, and not the end of the connection. */
function isOfServer(error: unknown): error is Error {
  return error instanceof Error && errorNumber(error) !== undefined && !("fatal" in error && error.fatal === true);
}

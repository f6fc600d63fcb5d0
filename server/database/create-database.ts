import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import type { System } from "../../system/revisions.ts";
import { schemaSql } from "./schema.ts";
import { seedSql } from "./seeds.ts";

/** The database cannot be created; the message is one sentence for the user. */
export class CreateDatabaseError extends Error {
  override readonly name = "CreateDatabaseError";
}

/** The server does not answer, or does not let us in. */
export class DatabaseUnreachable extends CreateDatabaseError {}

/**
 * Makes a database with the tables and seeds of one system. One that has them already stays as it is.
 *
 * @param url `mysql://user:password@host:port/database`, of MySQL or MariaDB.
 * @param more statements to run after the seeds.
 * @returns whether it was made; false when it was there.
 * @throws CreateDatabaseError when the URL names no database, or the database holds something else; what a failed
 * attempt had made is dropped.
 */
export async function createDatabase(url: string, system: System, more: readonly string[] = []): Promise<boolean> {
  const { server, name } = readUrl(url);
  const connection = await connect(server);
  try {
    const [found] = await connection.query<RowDataPacket[]>("SHOW DATABASES LIKE ?", [likeExactly(name)]);
    if (found.length > 0 && (await isFilled(connection, name))) return false;
    const collation = await collationOf(connection);
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\``);
    await connection.query(`ALTER DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE ${collation}`);
    try {
      await connection.query(`USE \`${name}\``);
      await connection.query("SET time_zone = '+00:00'");
      for (const sql of [...schemaSql(system), ...seedSql(system), ...more]) await connection.query(sql);
    } catch (error) {
      await connection.query(`DROP DATABASE \`${name}\``);
      throw error;
    }
    return true;
  } finally {
    await connection.end();
  }
}

async function connect(server: string): Promise<Connection> {
  try {
    return await createConnection({ uri: server, charset: "utf8mb4", timezone: "Z" });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseUnreachable(`The database server at ${new URL(server).host} cannot be used: ${reason}.`, {
      cause,
    });
  }
}

/** An empty database may be filled: MySQL images create one at their start. */
async function isFilled(connection: Connection, name: string): Promise<boolean> {
  const [tables] = await connection.query<RowDataPacket[]>(`SHOW TABLES IN \`${name}\``);
  if (tables.length === 0) return false;
  const names = new Set(tables.map((row) => String(Object.values(row)[0])));
  if (names.has("media_assets") && names.has("user_roles")) {
    // The seeds end with this table.
    const [[last]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS filled FROM \`${name}\`.user_roles`);
    if (Number(last?.filled) > 0) return true;
  }
  throw new CreateDatabaseError(
    `Database ${name} holds tables that are not a complete media database: name another one, or drop it first.`,
  );
}

/** MySQL 8's default, and the one of MariaDB that agrees with it (case, accents, no padding). */
async function collationOf(connection: Connection): Promise<string> {
  const [[row]] = await connection.query<RowDataPacket[]>("SELECT VERSION() AS version");
  return /mariadb/i.test(String(row?.version)) ? "utf8mb4_uca1400_nopad_ai_ci" : "utf8mb4_0900_ai_ci";
}

function readUrl(url: string): { readonly server: string; readonly name: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const name = decodeURIComponent(parsed?.pathname.slice(1) ?? "");
  if (parsed === undefined || !/^(?:mysql|mariadb):$/.test(parsed.protocol) || !/^[\w-]{1,64}$/.test(name)) {
    throw new CreateDatabaseError("The database's URL must look like mysql://user:password@host:3306/database.");
  }
  parsed.pathname = "/";
  return { server: parsed.href, name };
}

function likeExactly(name: string): string {
  return name.replaceAll(/[_%\\]/g, "\\$&");
}

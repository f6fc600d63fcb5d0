import { EnvironmentError } from "../../support/environment-error.ts";
import { reasonOf } from "../../support/reason.ts";
import { errorCode, openConnection } from "../session.ts";
import type { Engine } from "./engine.ts";
import { parseVersion } from "./identify-binary.ts";
import { databasePrefix, describeServer, dropDatabasesOf } from "./run-databases.ts";

/**
 * The server that `DATABASE_URL` names, after a check of our privileges. Worlds get their own databases there, called
 * `toq_world_…`, which are dropped afterwards; no other database is ever touched.
 */
export async function externalEngine(
  url: string,
  origin: "DATABASE_URL" | "container" = "DATABASE_URL",
): Promise<Engine> {
  const address = { url: serverUrl(url) };
  const connection = await openConnection(address).catch((error: unknown) => {
    throw new EnvironmentError(`DATABASE_URL is set, but its server does not let us in: ${reasonOf(error)}`);
  });
  try {
    const { versionText, run } = await describeServer(connection);
    const { flavour, version } = readVersion(versionText);
    await attempt("create databases", "GRANT ALL ON `toq\\_world\\_%`.* TO …", async () => {
      await connection.query(`CREATE DATABASE ${databasePrefix(run)}check`);
      await connection.query(`DROP DATABASE ${databasePrefix(run)}check`);
    });
    await attempt("see which statements wait for a lock", "GRANT PROCESS ON *.* TO …", () =>
      connection.query("SHOW ENGINE INNODB STATUS"),
    );
    const description = { flavour, version, origin, address, run };
    return { ...description, stop: () => dropDatabasesOf(description) };
  } finally {
    await connection.end();
  }
}

/** Without the database that the URL may name, because it is not ours. */
function serverUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new EnvironmentError("DATABASE_URL is no URL; write it as mysql://user:password@host:3306");
  }
  if (parsed.protocol !== "mysql:" && parsed.protocol !== "mariadb:") {
    throw new EnvironmentError(
      `DATABASE_URL begins with ${parsed.protocol}, but only MySQL and MariaDB can be used: mysql://user:password@host:3306`,
    );
  }
  parsed.pathname = "/";
  return parsed.href;
}

function readVersion(text: string): ReturnType<typeof parseVersion> {
  try {
    return parseVersion(text);
  } catch (error) {
    throw new EnvironmentError(`DATABASE_URL is set, but its server cannot be used: ${reasonOf(error)}`);
  }
}

async function attempt(what: string, grant: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw new EnvironmentError(
      `DATABASE_URL is set, but its user may not ${what} (${errorCode(error) ?? reasonOf(error)}); ` +
        `let an administrator type: ${grant}`,
    );
  }
}

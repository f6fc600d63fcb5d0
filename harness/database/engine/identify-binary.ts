import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { EngineBinary, EngineOrigin, Flavour } from "./engine.ts";

const run = promisify(execFile);

/** The oldest versions that give the contract's results: MySQL 8, and the first MariaDB with the uca1400 collations. */
const OLDEST: Readonly<Record<Flavour, readonly [number, number]>> = { mysql: [8, 0], mariadb: [10, 10] };

/** Asks a program for its version. Throws when it is no database server, or too old for the contract's collations. */
export async function identifyBinary(
  path: string,
  origin: EngineOrigin,
  extra: { environment?: Readonly<Record<string, string>>; flags?: readonly string[] } = {},
): Promise<EngineBinary> {
  const environment = extra.environment ?? {};
  const { stdout } = await run(path, ["--no-defaults", "--version"], {
    env: { ...process.env, ...environment },
    timeout: 5_000,
  });
  return { path, origin, environment, flags: extra.flags ?? [], ...parseVersion(stdout) };
}

/** Reads `mysqld  Ver 10.11.19-MariaDB-0+deb12u1 …` or what `SELECT VERSION()` says. */
export function parseVersion(text: string): { flavour: Flavour; version: string } {
  const match = /(?:Ver |^)(?:5\.5\.5-)?(\d+)\.(\d+)\.(\d+)/.exec(text);
  if (!match) throw new Error(`it is no MySQL or MariaDB server: ${text.trim().slice(0, 80)}`);
  const flavour = /mariadb/i.test(text) ? "mariadb" : "mysql";
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [oldestMajor, oldestMinor] = OLDEST[flavour];
  const version = `${major}.${minor}.${patch}`;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    const name = flavour === "mysql" ? "MySQL" : "MariaDB";
    throw new Error(`${name} ${version} is too old; ${oldestMajor}.${oldestMinor} or newer is needed`);
  }
  return { flavour, version };
}

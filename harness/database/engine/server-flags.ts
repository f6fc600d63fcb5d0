import type { EngineBinary, Flavour } from "./engine.ts";
import { SOCKET_NAME } from "./engine-directory.ts";

const SQL_MODE = [
  "ONLY_FULL_GROUP_BY",
  "STRICT_TRANS_TABLES",
  "NO_ZERO_IN_DATE",
  "NO_ZERO_DATE",
  "ERROR_FOR_DIVISION_BY_ZERO",
  "NO_ENGINE_SUBSTITUTION",
];

/** MySQL's default mode; MariaDB needs a flag to round fractions of a second, as MySQL always does. */
export function sqlMode(flavour: Flavour): string {
  return [...SQL_MODE, ...(flavour === "mariadb" ? ["TIME_ROUND_FRACTIONAL"] : [])].join(",");
}

/** MySQL 8's default, and the one of MariaDB that agrees with it (case, accents, no padding). */
export function collation(flavour: Flavour): string {
  return flavour === "mariadb" ? "utf8mb4_uca1400_nopad_ai_ci" : "utf8mb4_0900_ai_ci";
}

/**
 * Flags for a server that lives as long as one run: nothing is ever made durable, there is no network unless a port is
 * given, and what the contract covers (collation, modes, isolation) is as on the production server.
 */
export function serverFlags(binary: EngineBinary, directory: string, port?: number): string[] {
  return [
    ...dataFlags(binary, `${directory}/data`),
    `--socket=${directory}/${SOCKET_NAME}`,
    `--pid-file=${directory}/pid`,
    `--log-error=${directory}/server.err`,
    ...(port === undefined ? ["--skip-networking"] : loopbackFlags(directory, port)),
    "--skip-name-resolve",
  ];
}

/**
 * Whoever is on this machine gets in there, so no statement may read or write files of this user outside the server's
 * own folder. MariaDB keeps no network with --skip-grant-tables unless it is told to.
 */
function loopbackFlags(directory: string, port: number): string[] {
  return ["--skip-networking=OFF", "--bind-address=127.0.0.1", `--port=${port}`, `--secure-file-priv=${directory}`];
}

/** The part that also applies while MySQL initialises a data directory. */
export function dataFlags(binary: EngineBinary, dataDirectory: string): string[] {
  return [
    "--no-defaults",
    `--datadir=${dataDirectory}`,
    "--secure-file-priv=",
    ...behaviourFlags(binary.flavour),
    ...(binary.flavour === "mariadb" ? MARIADB_FLAGS : MYSQL_FLAGS),
    ...binary.flags,
    // Required for root, forbidden for other users.
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
  ];
}

/** Flags of every server of a run, wherever it runs: what the contract covers, and no durability. */
export function behaviourFlags(flavour: Flavour): string[] {
  return [
    "--default-time-zone=+00:00",
    "--sysdate-is-now",
    "--character-set-server=utf8mb4",
    `--collation-server=${collation(flavour)}`,
    `--sql-mode=${sqlMode(flavour)}`,
    "--transaction-isolation=REPEATABLE-READ",
    "--max-connections=400",
    "--max-allowed-packet=64M",
    "--performance-schema=OFF",
    "--innodb-buffer-pool-size=32M",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-flush-method=nosync",
    "--skip-innodb-doublewrite",
    "--innodb-file-per-table=OFF",
    "--innodb-autoextend-increment=1",
    "--innodb-stats-persistent=OFF",
    "--innodb-buffer-pool-dump-at-shutdown=OFF",
    "--innodb-buffer-pool-load-at-startup=OFF",
  ];
}

/**
 * An empty data directory is enough with --skip-grant-tables, which is safe only without a network and in a 0700
 * directory.
 */
const MARIADB_FLAGS = [
  "--skip-grant-tables",
  // 11.4 and newer make an RSA key at every start otherwise, which takes up to half a minute.
  "--skip-ssl",
  "--skip-log-bin",
  "--sync-frm=0",
  "--innodb-log-file-size=4M",
  "--innodb-temp-data-file-path=ibtmp1:1M:autoextend",
  "--loose-innodb-snapshot-isolation=OFF",
  "--loose-silent-startup",
];

const MYSQL_FLAGS = [
  "--disable-log-bin",
  "--mysqlx=OFF",
  "--innodb-redo-log-capacity=64M",
  "--auto-generate-certs=OFF",
  "--caching-sha2-password-auto-generate-rsa-keys=OFF",
];

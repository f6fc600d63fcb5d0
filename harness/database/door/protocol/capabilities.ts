/**
 * Capability flags by MySQL's names, which client and server agree on in the handshake
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/group__group__cs__capabilities__flags.html).
 */
export const CAPABILITY = {
  LONG_PASSWORD: 1 << 0,
  FOUND_ROWS: 1 << 1,
  LONG_FLAG: 1 << 2,
  CONNECT_WITH_DB: 1 << 3,
  NO_SCHEMA: 1 << 4,
  ODBC: 1 << 6,
  IGNORE_SPACE: 1 << 8,
  PROTOCOL_41: 1 << 9,
  INTERACTIVE: 1 << 10,
  SSL: 1 << 11,
  IGNORE_SIGPIPE: 1 << 12,
  TRANSACTIONS: 1 << 13,
  RESERVED: 1 << 14,
  SECURE_CONNECTION: 1 << 15,
  MULTI_STATEMENTS: 1 << 16,
  MULTI_RESULTS: 1 << 17,
  PS_MULTI_RESULTS: 1 << 18,
  PLUGIN_AUTH: 1 << 19,
  CONNECT_ATTRS: 1 << 20,
  PLUGIN_AUTH_LENENC_CLIENT_DATA: 1 << 21,
  CAN_HANDLE_EXPIRED_PASSWORDS: 1 << 22,
  SESSION_TRACK: 1 << 23,
  DEPRECATE_EOF: 1 << 24,
  QUERY_ATTRIBUTES: 1 << 27,
} as const;

/**
 * What the door passes on from the engine. Left out, because the door does not understand the packets that follow: TLS,
 * compression (zlib and zstd), LOCAL INFILE, several factors, optional metadata.
 */
const OFFERED = Object.values(CAPABILITY).reduce((all, flag) => all | flag, 0) & ~CAPABILITY.SSL;

/**
 * MariaDB's own flags (https://mariadb.com/kb/en/connection/#capabilities): bulk statements and longer column definitions.
 * Left out: progress reports, which come before an answer, and cached metadata, which changes what an answer looks like.
 */
const OFFERED_OF_MARIADB = (1 << 2) | (1 << 3);

export interface Capabilities {
  readonly flags: number;
  /** MariaDB's; 0 with MySQL. */
  readonly mariadb: number;
}

/** What the door offers to a client when the engine offers this. */
export function offered(engine: Capabilities): Capabilities {
  return { flags: engine.flags & OFFERED, mariadb: engine.mariadb & OFFERED_OF_MARIADB };
}

export function agreed(client: Capabilities, offer: Capabilities): Capabilities {
  return { flags: client.flags & offer.flags, mariadb: client.mariadb & offer.mariadb };
}

export function has(capabilities: Capabilities, flag: number): boolean {
  return (capabilities.flags & flag) !== 0;
}

/** MariaDB's servers and clients leave this flag out, and have flags of their own in reserved bytes instead. */
export function isMariadb(flags: number): boolean {
  return (flags & CAPABILITY.LONG_PASSWORD) === 0;
}

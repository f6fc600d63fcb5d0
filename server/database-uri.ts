import { ConfigurationError } from "./configuration.ts";

/** Where a database is: a socket file or host and port. */
export interface DatabaseAddress {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number;
}

const GO_URI = /^(?<user>[^:@]*)(?::(?<password>[^@]*))?@(?<network>tcp|unix)\((?<address>[^)]*)\)\/(?<database>[^?]+)/;

/**
 * Reads a URI of the Go driver, `user:password@tcp(host:port)/database?…`; its parameters are what the replica does anyway.
 *
 * @throws ConfigurationError when it is none.
 */
export function readDatabaseUri(uri: string): DatabaseAddress {
  const { user = "", password = "", network, address = "", database = "" } = GO_URI.exec(uri)?.groups ?? {};
  if (network === undefined) {
    throw new ConfigurationError('db.uri must look like "user:password@tcp(host:port)/database".');
  }
  const who = { user, password, database };
  if (network === "unix") return { ...who, socketPath: address };
  const [host = "", port = "3306"] = address.split(":");
  return { ...who, host, port: Number(port) };
}

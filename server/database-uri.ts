import { parseGoDuration } from "../system/go/duration.ts";
import { ConfigurationError } from "./configuration.ts";

/** Where a database is: a socket file or host and port. */
export interface DatabaseAddress {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number;
  readonly connectTimeout?: number;
  readonly ssl?: { readonly rejectUnauthorized: boolean };
}

const NETWORK = /^(?<network>tcp|unix)?(?:\((?<address>.*)\))?$/;
const PORT = 3306;

/**
 * Reads a URI of the Go driver, `user:password@tcp(host:port)/database?…`, as that does: the last slash begins the
 * database, the last `@` before it the address, so that a password may hold both. Of the parameters, `timeout` and
 * `tls` count; what the others ask for, the replica does anyway.
 *
 * @throws ConfigurationError when it is none.
 */
export function readDatabaseUri(uri: string): DatabaseAddress {
  const slash = uri.lastIndexOf("/");
  const [name = "", query = ""] = splitAt(uri.slice(slash + 1), "?");
  const at = uri.lastIndexOf("@", slash);
  const { network = "tcp", address = "" } = NETWORK.exec(uri.slice(at + 1, Math.max(slash, 0)))?.groups ?? {
    network: "",
  };
  if (slash < 0 || network === "" || name === "") {
    throw new ConfigurationError('db.uri must look like "user:password@tcp(host:port)/database".');
  }
  const [user = "", password = ""] = splitAt(uri.slice(0, Math.max(at, 0)), ":");
  const who = { user, password, database: decodeURIComponent(name), ...parametersOf(new URLSearchParams(query)) };
  if (network === "unix") return { ...who, socketPath: address || "/tmp/mysql.sock" };
  return { ...who, ...hostOf(address) };
}

function hostOf(address: string): { readonly host: string; readonly port: number } {
  const {
    host = "",
    six = "",
    port = String(PORT),
  } = /^(?:\[(?<six>[^\]]*)\]|(?<host>[^:]*))(?::(?<port>\d+))?$/.exec(address)?.groups ?? {};
  return { host: six || host || "127.0.0.1", port: Number(port) };
}

function parametersOf(parameters: URLSearchParams): Pick<DatabaseAddress, "connectTimeout" | "ssl"> {
  const timeoutMs = parseGoDuration(parameters.get("timeout") ?? "") ?? 0;
  const tls = parameters.get("tls") ?? "false";
  return {
    ...(timeoutMs > 0 ? { connectTimeout: Math.ceil(timeoutMs) } : {}),
    ...(tls === "true" ? { ssl: { rejectUnauthorized: true } } : {}),
    ...(tls === "skip-verify" ? { ssl: { rejectUnauthorized: false } } : {}),
  };
}

/** Both sides of the first `separator`; all is on the left when there is none. */
function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

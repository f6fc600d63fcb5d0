import { z } from "zod";
import { OWN_EDITION } from "../../cloud/backends/own-edition.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { loopbackPort } from "../../support/loopback-port.ts";
import { UsageError } from "../../support/usage-error.ts";
import { DEFAULT_PORTS } from "./dev-options.ts";

/** Ports of 127.0.0.1 that were free a moment ago. */
export interface DevPorts {
  readonly cloud: number;
  readonly server: number;
  /** Absent where the database is somebody else's. */
  readonly database?: number;
}

export interface WantedPorts {
  readonly cloud?: number | undefined;
  readonly server?: number | undefined;
  readonly database?: number | undefined;
}

const FREE_PORTS = "npm run dev -- --port 0 --server-port 0 --database-port 0";
const ownHealth = z.object({ edition: z.literal(OWN_EDITION), command: z.string(), pid: z.number() });

/**
 * Looks for all ports before anything is started.
 *
 * @throws UsageError when two parts want the same port, EnvironmentError that names the port and its option, or the
 * other run that has it.
 */
export async function findDevPorts(wanted: WantedPorts, ownDatabase: boolean): Promise<DevPorts> {
  const taken = new Map<number, string>();
  const find = (part: string, option: string, port: number) => portFor({ part, option, port }, taken);
  const cloud = await find("cloud", "--port", wanted.cloud ?? DEFAULT_PORTS.cloud);
  const server = await find("server", "--server-port", wanted.server ?? DEFAULT_PORTS.server);
  if (!ownDatabase) return { cloud, server };
  const database = await find("database", "--database-port", wanted.database ?? DEFAULT_PORTS.database);
  return { cloud, server, database };
}

/** `taken` are the parts that have a port already; this one is added. */
async function portFor(
  { part, option, port: wanted }: { part: string; option: string; port: number },
  taken: Map<number, string>,
): Promise<number> {
  const other = taken.get(wanted);
  if (other !== undefined) {
    throw new UsageError(`${option}: port ${wanted} is the ${other}'s; name another, or 0 for a free one.`);
  }
  let port = await loopbackPort(wanted);
  // A free port is free again as soon as it was found.
  while (wanted === 0 && port !== undefined && taken.has(port)) port = await loopbackPort(wanted);
  if (port === undefined) throw await portTaken(part, option, wanted);
  taken.set(port, part);
  return port;
}

async function portTaken(part: string, option: string, port: number): Promise<EnvironmentError> {
  const other = part === "cloud" ? await ownCloudAt(port) : undefined;
  if (other) {
    return new EnvironmentError(
      `npm run ${other.command} (process ${other.pid}) already serves a cloud at port ${port}: stop it, or give this one ports of its own: ${FREE_PORTS}`,
    );
  }
  return new EnvironmentError(
    `Port ${port} of 127.0.0.1, meant for the ${part}, cannot be used: stop what listens there, or name another with ${option} (0 takes a free one).`,
  );
}

async function ownCloudAt(port: number): Promise<z.output<typeof ownHealth> | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_localstack/health`, { signal: AbortSignal.timeout(2_000) });
    return ownHealth.safeParse(await answer.json()).data;
  } catch {
    // Whatever it is, it is no cloud of ours.
    return undefined;
  }
}

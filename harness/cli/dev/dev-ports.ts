import { z } from "zod";
import { OWN_EDITION } from "../../cloud/backends/own-edition.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { loopbackPort } from "../../support/loopback-port.ts";
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
 * @throws EnvironmentError that names the port and its option, or the other run that has it.
 */
export async function findDevPorts(wanted: WantedPorts, ownDatabase: boolean): Promise<DevPorts> {
  const cloud = await portFor("cloud", "--port", wanted.cloud ?? DEFAULT_PORTS.cloud);
  const server = await portFor("server", "--server-port", wanted.server ?? DEFAULT_PORTS.server);
  if (!ownDatabase) return { cloud, server };
  const database = await portFor("database", "--database-port", wanted.database ?? DEFAULT_PORTS.database);
  return { cloud, server, database };
}

async function portFor(part: string, option: string, wanted: number): Promise<number> {
  const port = await loopbackPort(wanted);
  if (port !== undefined) return port;
  const other = part === "cloud" ? await ownCloudAt(wanted) : undefined;
  if (other) {
    throw new EnvironmentError(
      `npm run ${other.command} (process ${other.pid}) already serves a cloud at port ${wanted}: stop it, or give this one ports of its own: ${FREE_PORTS}`,
    );
  }
  throw new EnvironmentError(
    `Port ${wanted} of 127.0.0.1, meant for the ${part}, cannot be used: stop what listens there, or name another with ${option} (0 takes a free one).`,
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

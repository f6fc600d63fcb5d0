import { isMainThread } from "node:worker_threads";
import type { Connection } from "mysql2/promise";
import { EnvironmentError } from "../../support/environment-error.ts";
import { reasonOf } from "../../support/reason.ts";
import { openConnection } from "../session.ts";
import { apkEngine } from "./apk-engine.ts";
import { aptEngine } from "./apt-engine.ts";
import { cachedEngine } from "./cached-engine.ts";
import { dnfEngine } from "./dnf-engine.ts";
import type { Engine, EngineBinary, EngineLink, EngineSearch } from "./engine.ts";
import { NoRoomForEngine } from "./engine-directory.ts";
import { externalEngine } from "./external-engine.ts";
import { identifyBinary } from "./identify-binary.ts";
import { installCommand } from "./install-command.ts";
import { installedEngine } from "./installed-engine.ts";
import { launch } from "./launch.ts";
import { memoryServerEngine } from "./memory-server-engine.ts";
import { describeServer } from "./run-databases.ts";
import { endOwnEngines, sweepDeadEngines } from "./sweep.ts";

const LINKS: readonly EngineLink[] = [
  installedEngine,
  cachedEngine,
  aptEngine,
  dnfEngine,
  apkEngine,
  memoryServerEngine(),
];

export interface StartEngineOptions {
  /** Default: the process's. `DATABASE_URL`, `PATH`, `XDG_CACHE_HOME` are read. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Called before something slow: `downloading MariaDB 10.11.19 (7 MB) …`. */
  readonly onProgress?: (text: string) => void;
  /** This server program and no other. */
  readonly binary?: string;
  /**
   * Port of 127.0.0.1 at which a server of our own lets everybody on this machine in, as root with any password or
   * none, beside its socket. Default: none. The server that `DATABASE_URL` names has its own.
   */
  readonly port?: number;
  /** The chain; a test may shorten it. */
  readonly links?: readonly EngineLink[];
}

/**
 * The database server of one run: the one that `DATABASE_URL` names, or one of our own from the first link of the chain
 * whose server starts. Call it in the process's main thread: the server ends with the thread that started it.
 * Throws EnvironmentError when there is none; its message says for every link why, and what to type.
 */
export async function startEngine(options: StartEngineOptions = {}): Promise<Engine> {
  const search: EngineSearch = {
    environment: options.environment ?? process.env,
    onProgress: options.onProgress ?? (() => {}),
  };
  endWithProcess();
  const url = search.environment.DATABASE_URL;
  if (url && options.binary === undefined) return externalEngine(url);
  sweepDeadEngines(search);
  const given = options.binary;
  return firstThatStarts(given === undefined ? (options.links ?? LINKS) : [givenEngine(given)], search, options.port);
}

let endsWithProcess = !isMainThread;

/** Once, in the main thread: a world in another thread may have an engine of its own. */
function endWithProcess(): void {
  if (endsWithProcess) return;
  endsWithProcess = true;
  process.once("exit", () => endOwnEngines());
}

async function firstThatStarts(
  links: readonly EngineLink[],
  search: EngineSearch,
  port: number | undefined,
): Promise<Engine> {
  const reasons: string[] = [];
  for (const link of links) {
    let binaries: readonly EngineBinary[] = [];
    try {
      binaries = await link.find(search);
    } catch (error) {
      reasons.push(`${link.title}: ${reasonOf(error)}`);
    }
    for (const binary of binaries) {
      // Ubuntu's AppArmor lets an installed mysqld read only /var/lib/mysql; the next link's copy is not confined.
      try {
        return await startBinary(binary, search, port);
      } catch (error) {
        if (error instanceof NoRoomForEngine) throw error;
        reasons.push(`${link.title}: ${binary.path} does not start: ${reasonOf(error)}`);
      }
    }
  }
  throw new EnvironmentError(
    ["No MySQL or MariaDB server can be had:", ...reasons.map((reason) => `  - ${reason}`), whatNow()].join("\n"),
  );
}

async function startBinary(binary: EngineBinary, search: EngineSearch, port: number | undefined): Promise<Engine> {
  const server = await launch(binary, search, { port });
  const address = { socketPath: server.socketPath };
  const connection = await openConnection(address);
  try {
    const { run } = await describeServer(connection);
    if (port !== undefined && binary.flavour === "mysql") await admitRootFromLoopback(connection);
    const { flavour, version, origin } = binary;
    return { flavour, version, origin, address, run, stop: server.stop, lost: server.lost };
  } finally {
    await connection.end();
  }
}

/** MySQL is initialised with a root who is known at the socket only. */
async function admitRootFromLoopback(connection: Connection): Promise<void> {
  await connection.query("CREATE USER IF NOT EXISTS root@'127.0.0.1' IDENTIFIED BY ''");
  await connection.query("GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION");
}

function givenEngine(path: string): EngineLink {
  return { origin: "given", title: "the given server", find: async () => [await identifyBinary(path, "given")] };
}

function whatNow(): string {
  return `Type: ${installCommand()}\nOr set DATABASE_URL=mysql://user:password@host:3306 to a server that may be written to.`;
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { waitOnMachine } from "../../clock/machine-time.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { openConnection } from "../session.ts";
import type { EngineBinary, EngineSearch } from "./engine.ts";
import { makeEngineDirectory, SOCKET_NAME } from "./engine-directory.ts";
import { provideMysqlData } from "./mysql-data.ts";
import { serverFlags } from "./server-flags.ts";

const run = promisify(execFile);
/** Real time is right here: a server starts outside of any world. 6,000 waits of 5 ms are half a minute. */
const START_ATTEMPTS = 6_000;
const ATTEMPT_MS = 5;

export interface LaunchedServer {
  readonly socketPath: string;
  stop(): Promise<void>;
  /** Rejects when it ends and nobody stopped it. */
  readonly lost: Promise<never>;
}

/**
 * Starts a server of its own in a directory of its own, reached by a socket, with `port` also from this machine by TCP.
 * Throws with the server's last words when it does not come up.
 */
export async function launch(
  binary: EngineBinary,
  search: EngineSearch,
  { port }: { readonly port?: number | undefined } = {},
): Promise<LaunchedServer> {
  const directory = makeEngineDirectory();
  const server = new ServerProcess(directory);
  // A run that ends without stop() must not leave a server. After a killed run the next one cleans up.
  const onExit = (): void => server.endNow();
  process.once("exit", onExit);
  const stop = async (): Promise<void> => {
    process.removeListener("exit", onExit);
    await server.end();
  };
  try {
    if (binary.flavour === "mysql") await provideMysqlData(binary, directory, search);
    await server.start(binary, port);
    return { socketPath: server.socketPath, stop, lost: server.lost() };
  } catch (error) {
    await stop();
    throw error;
  }
}

class ServerProcess {
  readonly #directory: string;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(directory: string) {
    this.#directory = directory;
  }

  get socketPath(): string {
    return join(this.#directory, SOCKET_NAME);
  }

  async start(binary: EngineBinary, port: number | undefined): Promise<void> {
    const command = [binary.path, ...serverFlags(binary, this.#directory, port)];
    const [program, ...parameters] = [...(await dieWithParent()), ...command];
    const output = openSync(join(this.#directory, "output"), "w");
    const child = spawn(program ?? binary.path, parameters, {
      env: { ...process.env, ...binary.environment },
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    this.#child = child;
    let failure: Error | undefined;
    this.#ended = new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", (error) => {
        failure = error;
        resolve();
      });
    });
    if (child.pid !== undefined) writeFileSync(join(this.#directory, "server-pid"), String(child.pid));
    // A server that nobody stopped does not keep the run from ending.
    child.unref();
    for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      if (failure) throw failure;
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${this.#lastWords()}`);
      if (child.signalCode !== null) throw new Error(`it was ended by ${child.signalCode}: ${this.#lastWords()}`);
      if (existsSync(this.socketPath) && (await this.#answers())) return;
      await waitOnMachine(ATTEMPT_MS);
    }
    throw new Error(`it did not answer within ${(START_ATTEMPTS * ATTEMPT_MS) / 1000} s: ${this.#lastWords()}`);
  }

  lost(): Promise<never> {
    const lost = this.#ended.then((): Promise<never> => {
      if (this.#stopping) return new Promise<never>(() => {});
      const { exitCode = null, signalCode = null } = this.#child ?? {};
      const how = signalCode === null ? `with status ${exitCode}` : `by ${signalCode}`;
      throw new EnvironmentError(
        `The database server of this run was ended ${how} while it was needed (${this.#lastWords()}), so the run proves nothing.`,
      );
    });
    // Only a racing caller needs the rejection.
    lost.catch(() => {});
    return lost;
  }

  /** Its data need no orderly shutdown. */
  async end(): Promise<void> {
    this.#stopping = true;
    this.#child?.ref();
    this.#child?.kill("SIGKILL");
    await this.#ended;
    rmSync(this.#directory, { recursive: true, force: true });
  }

  endNow(): void {
    this.#stopping = true;
    this.#child?.kill("SIGKILL");
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }

  async #answers(): Promise<boolean> {
    try {
      const connection = await openConnection({ socketPath: this.socketPath });
      await connection.end();
      return true;
    } catch {
      return false;
    }
  }

  #lastWords(): string {
    const text = ["server.err", "output"]
      .map((name) => join(this.#directory, name))
      .filter(existsSync)
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    // At every start it warns of a replication that nobody has set up, with an errno.
    const telling = lines.filter((line) => /\[ERROR\]|errno|denied/i.test(line) && !/\[Warning\]/i.test(line));
    return (telling.at(-1) ?? lines.at(-1) ?? "no output").trim();
  }
}

/**
 * Linux can end the server together with the thread that started it, even when that is killed. Elsewhere the sweep does
 * it.
 */
async function dieWithParent(): Promise<string[]> {
  const prefix = ["setpriv", "--pdeathsig", "KILL"];
  if (process.platform !== "linux") return [];
  try {
    await run("setpriv", [...prefix.slice(1), "true"]);
    return prefix;
  } catch {
    return [];
  }
}

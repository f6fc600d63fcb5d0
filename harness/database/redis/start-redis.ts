import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { launch } from "../../support/guarded-launch.ts";
import type { RedisBinary } from "./redis.ts";

const HOST = "127.0.0.1";
const LONGEST_START_MS = 10_000;
/** Between our looking for a free port and Redis' taking it another program may take it. */
const MOST_PORTS = 5;
const READY = /Ready to accept connections/;
const PORT_TAKEN = /Address already in use|Failed listening on port/i;
/** Characters of its log that are kept for a message. */
const KEPT_LOG = 4_000;

export interface RedisServer {
  readonly host: string;
  readonly port: number;
  /** `redis://127.0.0.1:6379/0` */
  readonly url: string;
  readonly pid: number | undefined;
  /** Ends it, with everything in it. */
  stop(): Promise<void>;
  /** Rejects with an EnvironmentError when it ends and nobody stopped it: whatever used it then proves nothing. */
  readonly lost: Promise<never>;
}

/**
 * Starts an empty Redis on a free port of the loopback interface, which writes nothing to disk and ends at the latest with
 * this process, however that ends. Real I/O: outside of worlds.
 *
 * @throws EnvironmentError with its last words when it does not come up.
 */
export async function startRedis(binary: RedisBinary): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const server = new RedisProcess(binary, await freePort());
    const problem = await server.ready();
    if (problem === undefined) return server;
    await server.stop();
    if (attempt < MOST_PORTS && PORT_TAKEN.test(problem)) continue;
    throw new EnvironmentError(`The Redis server ${binary.path} does not start: ${problem}.`);
  }
}

class RedisProcess implements RedisServer {
  readonly host = HOST;
  readonly port: number;
  readonly url: string;
  readonly pid: number | undefined;
  readonly lost: Promise<never>;
  readonly #folder: string;
  readonly #child: ChildProcess;
  /** Resolves with how it ended. */
  readonly #ended: Promise<string>;
  readonly #ready = Promise.withResolvers<undefined>();
  readonly #onExit: () => void;
  #log = "";
  #stopping = false;

  constructor({ path, environment }: RedisBinary, port: number) {
    this.port = port;
    this.url = `redis://${HOST}:${port}/0`;
    this.#folder = mkdtempSync(join(tmpdir(), "redis-"));
    this.#child = launch({
      command: path,
      parameters: parameters(port, this.#folder),
      folder: this.#folder,
      environment: { PATH: process.env.PATH ?? "", LC_ALL: "C", ...environment },
    });
    this.pid = this.#child.pid;
    this.#ended = this.#watch();
    this.lost = this.#ended.then((how): Promise<never> => {
      if (this.#stopping) return new Promise<never>(() => {});
      throw new EnvironmentError(
        `The Redis server of this world ${how} while it was needed (${this.#lastWords()}), so the run proves nothing.`,
      );
    });
    // Only a racing caller needs the rejection.
    this.lost.catch(() => {});
    // The guard ends the process; nobody else would remove its folder.
    this.#onExit = () => rmSync(this.#folder, { recursive: true, force: true });
    process.once("exit", this.#onExit);
  }

  /** Resolves with undefined once it takes connections, or with why it never will. */
  async ready(): Promise<string | undefined> {
    const tooLate = Promise.withResolvers<string>();
    const timer = machineTime.setTimeout(
      () => tooLate.resolve(`was not ready within ${LONGEST_START_MS / 1_000} s`),
      LONGEST_START_MS,
    );
    const failure = await Promise.race([this.#ready.promise, this.#ended, tooLate.promise]);
    machineTime.clearTimeout(timer);
    this.#keepAlive(false);
    return failure === undefined ? undefined : `it ${failure}: ${this.#lastWords()}`;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#keepAlive(true);
    this.#child.stdin?.destroy();
    this.#killGroup();
    await this.#ended;
    process.removeListener("exit", this.#onExit);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Its own log tells when it is ready: whoever answers at the port may be somebody else. */
  #watch(): Promise<string> {
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#log = (this.#log + text).slice(-KEPT_LOG);
        if (READY.test(this.#log)) this.#ready.resolve(undefined);
      });
    }
    // The guard may be gone first.
    this.#child.stdin?.on("error", () => {});
    return new Promise((resolve) => {
      this.#child.once("error", (error) => resolve(`could not be started (${error.message})`));
      // Not "exit": its last words may come after that.
      this.#child.once("close", (code, signal) => {
        this.#child.stdin?.destroy();
        resolve(signal === null ? `ended with status ${code}` : `was ended by ${signal}`);
      });
    });
  }

  #killGroup(): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch (error) {
      // Gone in this very moment.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }

  /** Whether this process waits for that one. */
  #keepAlive(wanted: boolean): void {
    for (const part of [this.#child, ...this.#child.stdio]) {
      if (part && "ref" in part && "unref" in part)
        (part as { ref(): void; unref(): void })[wanted ? "ref" : "unref"]();
    }
  }

  #lastWords(): string {
    // Its advice on the kernel's settings speaks of failures, and is not one.
    const lines = this.#log.split("\n").filter((line) => line.trim() !== "" && !/\bWARNING\b/.test(line));
    const telling = lines.findLast((line) => /fail|error|fatal|could not|can't|in use/i.test(line)) ?? lines.at(-1);
    // Its lines begin with process, role, date and level: `123:M 01 Dec 2026 03:00:00.000 # `.
    return (telling ?? "no output").replace(/^\d+:\w \d+ \w+ \d+ [\d:.]+ [*#.-] /, "").trim();
  }
}

/** Nothing is kept, nothing but loopback listens. */
function parameters(port: number, folder: string): string[] {
  const settings = {
    port: String(port),
    bind: HOST,
    dir: folder,
    save: "",
    appendonly: "no",
    daemonize: "no",
    loglevel: "notice",
    logfile: "",
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOST, resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  if (typeof address !== "object" || address === null) throw new Error("a server on TCP has no port");
  return address.port;
}

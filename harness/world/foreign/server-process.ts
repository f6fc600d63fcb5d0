import type { ChildProcess } from "node:child_process";
import { machineTime } from "../../clock/machine-time.ts";
import { settledWithin } from "../../clock/settled-within.ts";
import { connectDirectly } from "../../network/direct-connection.ts";
import { launch } from "../../support/guarded-launch.ts";
import type { Readiness } from "./foreign-system.ts";
import { watchLines } from "./lines-of.ts";
import { sendOverSocket } from "./server-connection.ts";
import { ForeignServerFailed, ForeignServerNotReady } from "./server-failure.ts";
import { type ServerStarted, serverStarts } from "./server-start-channel.ts";
import { endingOf, LastWords } from "./server-words.ts";
import { whyNotExecuted } from "./why-not-executed.ts";

/** Real milliseconds. */
export interface ServerLimits {
  /** Until it must be ready. */
  readonly startMs: number;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
}

const LIMITS: ServerLimits = { startMs: 60_000, graceMs: 5_000 };
const POLL_INTERVAL_MS = 15;
/** Its last lines have been written when it ends, but perhaps not been read. */
const LAST_LINES_MS = 1_000;

export interface ServerStart {
  /** Key of the system in the configuration, for messages. */
  readonly systemName: string;
  readonly command: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ready: Readiness;
  /** Where it is expected to listen. */
  readonly port: number;
  readonly onLine: (line: string) => void;
  /** Called at once with the process that was launched, which is held until somebody lets it go on. */
  readonly launched?: (pid: number) => Promise<void>;
  readonly limits?: Partial<ServerLimits>;
}

/** A server of the user's as a process, ready to serve. It ends at the latest with this process. */
export class ServerProcess {
  /** Rejects with ForeignServerFailed when it ends and nobody stopped it. */
  readonly lost: Promise<never>;
  readonly #child: ChildProcess;
  readonly #systemName: string;
  readonly #graceMs: number;
  readonly #words = new LastWords();
  /** How it ended, in words. */
  readonly #ended: Promise<string>;
  #stopping = false;

  private constructor({ systemName, command, directory, environment, onLine, launched }: ServerStart, graceMs: number) {
    const [program = "", ...parameters] = command;
    this.#systemName = systemName;
    this.#graceMs = graceMs;
    const child = launch({
      command: program,
      parameters,
      folder: directory,
      environment,
      held: launched !== undefined,
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream)
        watchLines(stream, (line) => {
          this.#words.add(line);
          onLine(line);
        });
    }
    // The guard may be gone first.
    child.stdin?.on("error", () => {});
    this.#ended = this.#watch();
    this.lost = this.#ended.then((how) => {
      if (this.#stopping) return new Promise<never>(() => {});
      throw new ForeignServerFailed(this.#sentence(`ended by itself with ${how} in the middle of the story`));
    });
    // Only a racing caller needs the rejection.
    this.lost.catch(() => {});
  }

  /** Of what was launched, which may be a wrapper. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Starts it and waits until it is ready. Throws ForeignServerNotReady with its last lines when it does not come up. */
  static async start(start: ServerStart): Promise<ServerProcess> {
    const { startMs, graceMs } = { ...LIMITS, ...start.limits };
    let lineMatched = false;
    const pattern = start.ready.kind === "line" ? new RegExp(start.ready.pattern) : undefined;
    const onLine = (line: string): void => {
      lineMatched ||= pattern?.test(line) ?? false;
      start.onLine(line);
    };
    const launchedAtMs = machineTime.monotonicMs();
    const server = new ServerProcess({ ...start, onLine }, graceMs);
    const limit = machineTime.monotonicMs() + startMs;
    if (server.pid !== undefined) await start.launched?.(server.pid);
    for (;;) {
      const ended = await settledWithin(server.#ended, POLL_INTERVAL_MS);
      if (ended) {
        server.#stopping = true;
        throw server.#notReady(`ended with ${ended.value} before it was ready${server.#why(start.command)}`);
      }
      // A line may come before the port is open.
      if ((lineMatched || !pattern) && (await isReady(start.ready, start.port))) {
        const told: ServerStarted = { systemName: start.systemName, tookMs: machineTime.monotonicMs() - launchedAtMs };
        serverStarts.publish(told);
        return server;
      }
      if (machineTime.monotonicMs() > limit) {
        await server.stop();
        throw server.#notReady(`was not ready after ${startMs / 1000} s (${awaited(start, lineMatched)})`);
      }
    }
  }

  /** SIGTERM, and SIGKILL for what is left after a grace. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGTERM");
    if (!(await settledWithin(this.#ended, this.#graceMs))) this.#killAll();
    await this.#ended;
  }

  /** Waits for its end, and ends then what it has left behind. */
  async #watch(): Promise<string> {
    const closed = new Promise<void>((resolve) => this.#child.once("close", () => resolve()));
    const how = await new Promise<string>((resolve) => {
      this.#child.once("error", (error) => resolve(`no process (${error.message})`));
      this.#child.once("exit", (code, signal) => resolve(endingOf(code, signal)));
    });
    this.#killAll();
    await settledWithin(closed, LAST_LINES_MS);
    return how;
  }

  /** The group: also what a wrapper, or the server, has started, and the guard. */
  #killAll(): void {
    this.#child.stdin?.destroy();
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, "SIGKILL");
    } catch (error) {
      // Nobody is left.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }

  /** What is known of an early end beside what it has written itself. */
  #why([program = ""]: readonly string[]): string {
    const { exitCode } = this.#child;
    const why =
      exitCode === 0 ? "it must stay in the foreground" : whyNotExecuted(program, exitCode, this.#words.toString());
    return why === undefined ? "" : ` (${why})`;
  }

  #notReady(what: string): ForeignServerNotReady {
    return new ForeignServerNotReady(this.#sentence(what));
  }

  #sentence(what: string): string {
    return `The server of the system "${this.#systemName}" ${what}; ${this.#words}`;
  }
}

/** Whether a server at the port takes connections, or answers. */
export async function isReady(ready: Readiness, port: number): Promise<boolean> {
  if (ready.kind !== "path") return takesConnections(port);
  const headers = { host: `127.0.0.1:${port}` };
  const request = { method: "GET", path: ready.path, headers, body: Buffer.alloc(0) };
  const answered = sendOverSocket(port, request).then(
    ({ status }) => status < 500,
    () => false,
  );
  return (await settledWithin(answered, 1_000))?.value ?? false;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectDirectly({ host: "127.0.0.1", port });
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function awaited({ ready, port }: ServerStart, lineMatched: boolean): string {
  if (ready.kind === "line" && !lineMatched) return `no line matches /${ready.pattern}/`;
  if (ready.kind === "path") return `GET ${ready.path} at 127.0.0.1:${port} gets no answer below 500`;
  return `nothing listens at 127.0.0.1:${port}`;
}

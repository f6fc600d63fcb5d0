import { type ChildProcess, fork } from "node:child_process";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { machineTime } from "../../../../clock/machine-time.ts";
import type { EngineDescription } from "../../../../database/engine/engine.ts";
import { PROJECT_ROOT } from "../../../../support/project-root.ts";
import type { SessionAnswer, SessionJob, SessionStart } from "./messages.ts";

const SESSION = relative(PROJECT_ROOT, fileURLToPath(new URL("./main.ts", import.meta.url)));
const START_LIMIT_MS = 120_000;

/** How a job ended: answered, not within its time, or together with the process. */
export type JobOutcome =
  | Exclude<SessionAnswer, { kind: "ready" }>
  | { readonly kind: "endless" }
  | { readonly kind: "gone"; readonly why: string };

/** One session process. When a job does not end in time, or the process dies, a new process takes its place. */
export class Session implements AsyncDisposable {
  readonly #directory: string;
  readonly #engine: EngineDescription;
  readonly #project: string;
  #child: ChildProcess | undefined;
  #ended = false;

  /**
   * @param directory the folder, with a `node_modules`, whose test files it runs.
   * @param project the copy of this project whose session code is used: the checkout's may be edited meanwhile.
   */
  constructor(directory: string, engine: EngineDescription, project = directory) {
    this.#directory = directory;
    this.#engine = engine;
    this.#project = project;
  }

  /** After its end a session starts no process any more. */
  async run(job: SessionJob, limitMs: number): Promise<JobOutcome> {
    const child = this.#ended ? undefined : (this.#child ?? (await this.#start()));
    if (child === undefined) return { kind: "gone", why: "the session was ended" };
    const answer = await exchange(child, job, limitMs);
    if (answer.kind === "endless" || answer.kind === "gone") this.#kill();
    if (answer.kind === "ready") throw new Error("a session answered a job with ready");
    return answer;
  }

  /** Nothing when the session is ended meanwhile. */
  async #start(): Promise<ChildProcess | undefined> {
    const child = fork(join(this.#project, SESSION), {
      cwd: this.#directory,
      // A group of its own, so that what tests have started goes with it.
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    const start: SessionStart = { kind: "start", engine: this.#engine };
    const answer = await exchange(child, start, START_LIMIT_MS);
    if (answer.kind === "ready") return child;
    this.#kill();
    if (this.#ended) return undefined;
    throw new Error(`A session could not be started: ${"why" in answer ? answer.why : answer.kind}`);
  }

  #kill(): void {
    const { pid } = this.#child ?? {};
    this.#child = undefined;
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    const child = this.#child;
    if (child === undefined) return;
    const ended = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : exitOf(child);
    this.#kill();
    await ended;
  }
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

function exchange(
  child: ChildProcess,
  message: SessionStart | SessionJob,
  limitMs: number,
): Promise<JobOutcome | SessionAnswer> {
  const { promise, resolve } = Promise.withResolvers<JobOutcome | SessionAnswer>();
  let said = "";
  const onMessage = (answer: unknown): void => resolve(answer as SessionAnswer);
  const onSaid = (chunk: Buffer): void => {
    said = `${said}${chunk}`.slice(-2_000);
  };
  const onExit = (code: number | null, signal: string | null): void =>
    resolve({ kind: "gone", why: `${signal ?? `status ${code}`} ${said.trim()}` });
  const timer = machineTime.setTimeout(() => resolve({ kind: "endless" }), limitMs);
  child.once("message", onMessage).once("exit", onExit).stderr?.on("data", onSaid);
  child.send(message, (error) => {
    if (error) resolve({ kind: "gone", why: error.message });
  });
  return promise.finally(() => {
    machineTime.clearTimeout(timer);
    child.off("message", onMessage).off("exit", onExit).stderr?.off("data", onSaid);
  });
}

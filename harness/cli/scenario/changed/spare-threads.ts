import { statSync } from "node:fs";
import { join, sep } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MessageChannel, Worker } from "node:worker_threads";
import type { PoolOptions, PoolWorker, Reporter, WorkerRequest } from "vitest/node";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { withSlashes } from "../../../support/with-slashes.ts";
import { ImportGraph } from "./import-graph.ts";
import type { WatchedThreadStart, WatchedThreadWord } from "./watched-thread.ts";

const ENTRY = new URL("./watched-thread.ts", import.meta.url);
const PRELOAD = new URL("../../../scenario/preload.ts", import.meta.url).href;
/** Of the pool, for Vitest. */
const NAME = "watched";
/** Below the project. */
const OF_SYSTEM = /^(server|lambdas|system)\//;
/** Whoever edits more files than these in turns waits for a whole thread now and then. */
const MOST_EDITED = 8;

/**
 * Vitest's threads of a watching run, where each file needs a fresh one. While the run waits for a change one is kept ready, which
 * has loaded all that did not change lately: a person mostly saves the same few files. It is taken only if not one of the files
 * that it has loaded has changed since before it began.
 */
export class SpareThreads implements Reporter {
  readonly #code: Code;
  readonly pool = { name: NAME, createPoolWorker: (options: PoolOptions) => this.#newWorker(options) };
  readonly #graph = new ImportGraph();
  readonly #packages = new Set<string>();
  /** URLs of modules, the latest last. */
  readonly #edited = new Set<string>();
  #options: PoolOptions | undefined;
  #spare: Spare | undefined;
  #closed = false;

  /** `project` is a directory, `preload` the URL of what nearly every story needs. */
  constructor({ project = PROJECT_ROOT, preload = PRELOAD } = {}) {
    this.#code = { project: pathToFileURL(project + sep).href, preload };
  }

  #newWorker(options: PoolOptions): PoolWorker {
    this.#options = options;
    return new WatchedWorker(options, () => this.#take(options));
  }

  /** Vitest calls it when a run has ended. */
  onTestRunEnd(): void {
    if (this.#options === undefined || this.#spare !== undefined || this.#closed) return;
    const states = statesOf(this.#graph.modules);
    const modules = this.#graph.modulesWithout(this.#edited.size > 0 ? this.#edited : this.#likelyEdited());
    const thread = this.#start(this.#options, [...this.#packages, ...modules]);
    this.#spare = { thread, states, modules: new Set(modules) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#spare?.thread.worker.terminate();
    this.#spare = undefined;
  }

  async #take(options: PoolOptions): Promise<WatchedThread> {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare === undefined) return this.#start(options, []);
    const loaded = await spare.thread.early;
    const now = statesOf(spare.states.keys());
    const changed = new Set([...spare.states].filter(([url, state]) => now.get(url) !== state).map(([url]) => url));
    for (const url of changed) this.#edited.delete(url);
    for (const url of changed) this.#edited.add(url);
    for (const url of this.#edited) if (this.#edited.size > MOST_EDITED) this.#edited.delete(url);
    if (loaded?.every((url) => spare.modules.has(url) && !changed.has(url))) return spare.thread;
    await spare.thread.worker.terminate();
    return this.#start(options, []);
  }

  /** Before the first is: the system's own code, which most people change. */
  #likelyEdited(): ReadonlySet<string> {
    return new Set(this.#graph.modules.filter((url) => OF_SYSTEM.test(url.slice(this.#code.project.length))));
  }

  #start(options: PoolOptions, early: readonly string[]): WatchedThread {
    return new WatchedThread(options, { ...this.#code, early }, (word) => {
      if (!word.isPackage) this.#graph.add(word.importer, word.imported);
      else this.#packages.add(word.imported);
    });
  }
}

/** URLs. */
type Code = Pick<WatchedThreadStart, "project" | "preload">;

interface Spare {
  readonly thread: WatchedThread;
  /** Of every module that is known, taken before it began; by URL. */
  readonly states: ReadonlyMap<string, string>;
  /** Which it may have loaded. */
  readonly modules: ReadonlySet<string>;
}

type Import = Extract<WatchedThreadWord, { kind: "import" }>;

class WatchedThread {
  readonly worker: Worker;
  /** The project's modules that it has loaded by itself; undefined when it could not. */
  readonly early: Promise<readonly string[] | undefined>;
  readonly #wanted: () => void;
  readonly #ready: Promise<void>;

  constructor(
    { distPath, env, execArgv }: PoolOptions,
    code: Code & Pick<WatchedThreadStart, "early">,
    onImport: (word: Import) => void,
  ) {
    const { port1, port2 } = new MessageChannel();
    const runtime = pathToFileURL(join(distPath, "workers/threads.js")).href;
    const workerData: WatchedThreadStart = { port: port2, runtime, ...code };
    const streams = { stdout: true, stderr: true };
    this.worker = new Worker(ENTRY, { env: { ...env }, execArgv, workerData, transferList: [port2], ...streams });
    const loaded = new Set(code.early.filter((url) => url.startsWith(code.project) && !url.includes("/node_modules/")));
    const earlyDone = Promise.withResolvers<readonly string[] | undefined>();
    const ready = Promise.withResolvers<void>();
    port1.on("message", (word: WatchedThreadWord) => {
      if (word.kind === "early") earlyDone.resolve([...loaded]);
      else if (word.kind === "ready") ready.resolve();
      else {
        if (!word.isPackage) loaded.add(word.imported);
        onImport(word);
      }
    });
    // What it could not load is told by whoever wants it for a run.
    this.worker
      .on("error", (error) => ready.reject(notLoaded(error, code.project)))
      .on("exit", (status) => {
        earlyDone.resolve(undefined);
        ready.reject(new Error(`the thread of a story ended with status ${status} before it began`));
      });
    ready.promise.catch(() => {});
    this.early = earlyDone.promise;
    this.#ready = ready.promise;
    this.#wanted = () => port1.postMessage("wanted");
  }

  /** Rejects with what a module has thrown. */
  async ready(): Promise<void> {
    this.#wanted();
    await this.#ready;
  }
}

/** As Vitest's own worker for threads, around a thread that somebody has started. */
class WatchedWorker implements PoolWorker {
  readonly name = NAME;
  readonly #take: () => Promise<WatchedThread>;
  readonly #stdout: NodeJS.WritableStream;
  readonly #stderr: NodeJS.WritableStream;
  #thread: Worker | undefined;

  constructor({ project }: PoolOptions, take: () => Promise<WatchedThread>) {
    this.#take = take;
    const { outputStream, errorStream } = project.vitest.logger;
    this.#stdout = outputStream;
    this.#stderr = errorStream;
  }

  on(event: string, callback: (...parameters: unknown[]) => void): void {
    this.#started.on(event, callback);
  }

  off(event: string, callback: (...parameters: unknown[]) => void): void {
    this.#started.off(event, callback);
  }

  send(message: WorkerRequest): void {
    this.#started.postMessage(message);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  async start(): Promise<void> {
    if (this.#thread) return;
    const thread = await this.#take();
    this.#thread = thread.worker;
    this.#thread.stdout.pipe(this.#stdout, { end: false });
    this.#thread.stderr.pipe(this.#stderr, { end: false });
    await thread.ready();
  }

  async stop(): Promise<void> {
    const thread = this.#started;
    // What it has written last is still on its way.
    const flushed = [thread.stdout, thread.stderr].map((stream) => finished(stream, { writable: false }));
    await thread.terminate();
    await Promise.allSettled(flushed);
    this.#thread = undefined;
  }

  get #started(): Worker {
    if (this.#thread === undefined) throw new Error("a watched thread was used before it was started");
    return this.#thread;
  }
}

/** What tells of a change, by URL; a file that is not there has none. */
function statesOf(urls: Iterable<string>): Map<string, string> {
  const states = new Map<string, string>();
  for (const url of urls) {
    const stat = statSync(fileURLToPath(url), { throwIfNoEntry: false, bigint: true });
    states.set(url, stat === undefined ? "" : `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`);
  }
  return states;
}

/** With the place, which Node writes above the words of a mistake that keeps it from loading a module. */
function notLoaded(error: Error, project: string): Error {
  const [place = ""] = error.stack?.split("\n") ?? [];
  if (!/:\d+$/.test(place)) return error;
  const path = place.replace(project, "").replace(fileURLToPath(project), "");
  return new Error(`${withSlashes(path)} cannot be loaded: ${error.message}`);
}

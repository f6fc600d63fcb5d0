import type { SourceMapPayload } from "node:module";
import type { Reporter, Vitest } from "vitest/node";
import type { Engine } from "../../database/engine/engine.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { isFullDisk } from "../../support/machine-failure.ts";
import type { BackendDescription } from "../../world/world-options.ts";
import { nothingStartsReporter } from "./nothing-starts.ts";
import type { ScenarioRun } from "./scenario-run.ts";
import { type StartedServices, startServices } from "./start-services.ts";
import { startVitest } from "./start-vitest.ts";

const CLOSING_LIMIT_MS = 15_000;

/** What a run starts and has to take down again, however it ends: database server, containers and Vitest. */
export class RunResources {
  readonly #run: ScenarioRun;
  readonly #reporter: Reporter;
  readonly #abandoned = new AbortController();
  #services: Promise<StartedServices> | undefined;
  #vitest: Promise<Vitest> | undefined;
  #closing = false;
  readonly #lost = Promise.withResolvers<never>();

  constructor(run: ScenarioRun, reporter: Reporter) {
    this.#run = run;
    this.#reporter = reporter;
    // Only a racing caller needs the rejection.
    this.#lost.promise.catch(() => {});
  }

  /** Rejects when the run proves nothing any more: what it needs has gone away, or the system under test starts in no story. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  /** Starts all at once: servers come up while Vitest is loaded. */
  async start(): Promise<{ engine: Engine; backend: BackendDescription; vitest: Vitest }> {
    this.#services = startServices(this.#run.services, this.#abandoned.signal);
    this.#vitest = this.#startVitest();
    const [{ engine, backend }, vitest] = await Promise.all([this.#services, this.#vitest]);
    if (this.#closing) throw new Error("The run was ended while it started.");
    engine.lost?.catch(this.#lost.reject);
    return { engine, backend, vitest };
  }

  async #startVitest(): Promise<Vitest> {
    const { reach, runOptions, watch, baseline, idOf } = this.#run;
    const known = new Set(baseline?.file.entries.map(({ scenario }) => scenario));
    const own = [this.#reporter, fullDiskReporter(this.#lost.reject)];
    // Who watches mends it while the command goes on.
    if (runOptions.foreign && !watch)
      own.push(nothingStartsReporter(this.#lost.reject, (path) => known.has(idOf(path))));
    // It takes sources apart, with a parser that other runs need not wait for.
    const noting = reach ? [new (await import("./changed/note-reach.ts")).NoteReach(reach)] : [];
    return startVitest(this.#run, [...own, ...noting]);
  }

  /** From the code of a story that Vitest's workers run to its source. */
  async sourceMapOf(path: string): Promise<SourceMapPayload | undefined> {
    const vitest = await this.#vitest;
    const transformed = await vitest?.vite.environments.ssr.transformRequest(path);
    const map: unknown = transformed?.map;
    return typeof map === "object" && map !== null && "mappings" in map ? (map as SourceMapPayload) : undefined;
  }

  /** After an interruption Vitest is not waited for: it would let running scenarios end first. */
  async close(orderly: boolean): Promise<void> {
    this.#closing = true;
    this.#abandoned.abort(new Error("The run was ended while it started."));
    await Promise.all([
      withinLimit(
        "what the run started",
        ended(this.#services, (services) => services.stop()),
      ),
      orderly
        ? withinLimit(
            "Vitest",
            ended(this.#vitest, (vitest) => vitest.close()),
          )
        : undefined,
    ]);
  }
}

/** What Vitest says of a worker that went away; its report says it, too. */
export function isWorkerGone(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Worker exited unexpectedly");
}

/** A failed start was reported where it was awaited, and leaves nothing to close. */
async function ended<T>(starting: Promise<T> | undefined, end: (started: T) => Promise<void>): Promise<void> {
  const [started] = await Promise.allSettled([starting]);
  if (started.status === "fulfilled" && started.value !== undefined) await end(started.value);
}

/** A full disk makes all further stories red; who is to blame for the first is to blame for all. */
function fullDiskReporter(onFullDisk: (error: EnvironmentError) => void): Reporter {
  return {
    onTestCaseResult(test) {
      const full = test.result().errors?.find(isFullDisk);
      if (full) onFullDisk(new EnvironmentError(`${full.message}; so the run proves nothing.`));
    },
  };
}

async function withinLimit(name: string, closing: Promise<void>): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<"limit">();
  const timer = setTimeout(() => resolve("limit"), CLOSING_LIMIT_MS);
  const first = await Promise.race([closing, limit]).finally(() => clearTimeout(timer));
  if (first === "limit") process.stderr.write(`${name} did not close within ${CLOSING_LIMIT_MS / 1000} s.\n`);
}

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { CliOptions, Reporter, Vitest } from "vitest/node";
import type { Engine } from "../../database/engine/engine.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import type { BackendDescription } from "../../world/world-options.ts";
import { inspection, vitestTimeoutMs } from "./inspection.ts";
import { moduleLoading } from "./module-loading.ts";
import { longestScenarioMs, type ScenarioRun } from "./scenario-run.ts";
import { SCENARIO_SETTINGS } from "./scenario-settings.ts";
import { type StartedServices, startServices } from "./start-services.ts";

const STUDY_SETUP = fileURLToPath(new URL("../../comparison/defects/study-setup.ts", import.meta.url));
/** Stories of a repository of their own need no installed package: these names mean the harness that runs them. */
const OWN_NAMES = {
  "toq-media-harness/scenario": join(PROJECT_ROOT, "harness/scenario/index.ts"),
  "toq-media-harness/config": join(PROJECT_ROOT, "harness/world/foreign/configuration/define-config.ts"),
};
const REPLICA_SETUP = fileURLToPath(new URL("../../comparison/systems/replica-setup.ts", import.meta.url));
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

  /** Rejects with an EnvironmentError when something that the run needs has gone away. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  /** Starts all at once: servers come up while Vitest is loaded. */
  async start(): Promise<{ engine: Engine; backend: BackendDescription; vitest: Vitest }> {
    this.#services = startServices(this.#run.services, this.#abandoned.signal);
    this.#vitest = startVitest(this.#run, this.#reporter);
    const [{ engine, backend }, vitest] = await Promise.all([this.#services, this.#vitest]);
    if (this.#closing) throw new Error("The run was ended while it started.");
    engine.lost?.catch(this.#lost.reject);
    return { engine, backend, vitest };
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

async function startVitest(run: ScenarioRun, reporter: Reporter): Promise<Vitest> {
  const { createVitest } = await import("vitest/node");
  const reporters: CliOptions["reporters"] =
    run.jsonReport === undefined ? [reporter] : [reporter, ["json", { outputFile: run.jsonReport }]];
  const { storyFolders = [] } = run.runOptions;
  const options: CliOptions = {
    ...SCENARIO_SETTINGS,
    // Nothing in vitest.config.ts concerns this command; reading it would cost time.
    config: false,
    ...moduleLoading(run),
    root: PROJECT_ROOT,
    setupFiles: [...(run.study ? [STUDY_SETUP] : []), ...(run.runOptions.reference ? [REPLICA_SETUP] : [])],
    include: [run.scenariosDirectory, ...storyFolders.map(({ directory }) => directory)].map((directory) =>
      join(directory, "**/*.scenario.ts"),
    ),
    testTimeout: vitestTimeoutMs(longestScenarioMs(run)),
    ...inspection(run.debug),
    watch: run.watch,
    maxWorkers: run.debug ? 1 : (run.workers ?? Math.min(usualWorkers(run), run.selected.length)),
    reporters,
    ...(storyFolders.length > 0 && { alias: OWN_NAMES }),
  };
  // Standard output is for the report only.
  return createVitest(options, {}, { stdout: onStandardError(), stderr: process.stderr });
}

function onStandardError(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      process.stderr.write(chunk, () => done());
    },
  });
}

async function withinLimit(name: string, closing: Promise<void>): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<"limit">();
  const timer = setTimeout(() => resolve("limit"), CLOSING_LIMIT_MS);
  const first = await Promise.race([closing, limit]).finally(() => clearTimeout(timer));
  if (first === "limit") process.stderr.write(`${name} did not close within ${CLOSING_LIMIT_MS / 1000} s.\n`);
}

/** One per core; more with a real clock, because workers then mostly wait. */
function usualWorkers({ services }: ScenarioRun): number {
  const cores = availableParallelism();
  return services.backend === "localstack" ? Math.ceil(1.5 * cores) : cores;
}

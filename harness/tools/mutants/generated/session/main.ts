import { enableCompileCache } from "node:module";
import { join, relative } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { TestModule, TestSpecification, Vitest } from "vitest/node";
import { EXIT } from "../../../../support/exit-status.ts";
import { reasonOf } from "../../../../support/reason.ts";
import type { FileOutcome, SessionAnswer, SessionJob, SessionStart } from "./messages.ts";

/**
 * A process that runs test files of its working directory again and again, each job in a fresh thread, so that no
 * mutant leaves anything to the next. Whoever started it may kill it at any time.
 */

const SETUP = fileURLToPath(new URL("./setup.ts", import.meta.url));

// It ends with the process that started it, however that ended.
process.on("disconnect", () => process.exit(EXIT.ourBug));
if (process.env.NODE_COMPILE_CACHE) enableCompileCache(process.env.NODE_COMPILE_CACHE);

let vitest: Vitest | undefined;
process.on("message", (message: SessionStart | SessionJob) => {
  void answer(message).then(
    (sent) => process.send?.(sent),
    (error: unknown) => process.send?.({ kind: "broken", why: reasonOf(error) } satisfies SessionAnswer),
  );
});

async function answer(message: SessionStart | SessionJob): Promise<SessionAnswer> {
  if (message.kind === "start") {
    vitest = await startVitest(message);
    return { kind: "ready" };
  }
  if (vitest === undefined) throw new Error("a job came before the start");
  return runJob(vitest, message);
}

async function startVitest({ engine }: SessionStart): Promise<Vitest> {
  const { createVitest, BaseSequencer } = await import("vitest/node");
  const started = await createVitest(
    {
      config: false,
      root: process.cwd(),
      include: ["scenarios/**/*.scenario.ts", "{harness,server,lambdas,system}/**/*.test.ts"],
      pool: "threads",
      isolate: false,
      // Stories carry tags that no configuration defines.
      strictTags: false,
      maxWorkers: 1,
      bail: 1,
      watch: false,
      setupFiles: [SETUP],
      reporters: [{}],
      fsModuleCache: true,
      fsModuleCachePath: join(process.cwd(), ".transformed"),
      sequence: {
        sequencer: class extends BaseSequencer {
          override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
            return Promise.resolve(files);
          }
        },
      },
    },
    {},
    { stdout: nowhere(), stderr: nowhere() },
  );
  started.provide("engine", engine);
  started.provide("backend", { name: "embedded" });
  started.provide("runOptions", { defects: [], repeat: 1 });
  return started;
}

/** Each job begins as if it were the first: what Vitest knows of the last one is forgotten. */
async function runJob(started: Vitest, { files, mutant, testTimeoutMs }: SessionJob): Promise<SessionAnswer> {
  started.state.filesMap.clear();
  started.state.errorsSet.clear();
  started.provide("activeMutant", mutant ?? null);
  const project = started.getRootProject();
  project.config.testTimeout = testTimeoutMs;
  const specifications = files.map((file) => project.createSpecification(join(process.cwd(), file)));
  const { testModules, unhandledErrors } = await started.runTestSpecifications(specifications);
  // Vitest sets it when a test fails.
  process.exitCode = undefined;
  const outcomes = testModules.map(outcomeOf);
  const [stray] = unhandledErrors;
  if (stray === undefined || outcomes.some(({ state }) => state === "red")) return { kind: "ran", files: outcomes };
  // An error that nobody caught, or a thread that came to an end: Vitest does not say in which file.
  const why = reasonOf(stray);
  const suspect = outcomes.findLast(({ state }) => state === "green") ?? outcomes[0];
  const red: FileOutcome = { file: suspect?.file ?? files[0] ?? "", state: "red", durationMs: 0, why };
  return { kind: "ran", files: [...outcomes.filter((outcome) => outcome !== suspect), red] };
}

function outcomeOf(module: TestModule): FileOutcome {
  const file = relative(process.cwd(), module.moduleId);
  const durationMs = module.diagnostic().duration;
  const { reached: passed } = module.meta();
  const reached = passed ? { reached: passed } : {};
  const state = module.state();
  if (state === "failed") {
    const failed = [...module.children.allTests("failed")].flatMap((one) => one.result().errors ?? []);
    const [error] = [...module.errors(), ...failed];
    return { file, state: "red", durationMs, why: error?.message?.split("\n")[0] ?? "failed", ...reached };
  }
  return { file, state: state === "passed" ? "green" : "skipped", durationMs, ...reached };
}

/** What stories print is of no interest here. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

import { inject, test } from "vitest";
import { ConfigurationError } from "../../server/configuration.ts";
import type { DefectId } from "../../system/defects.ts";
import { type RevisionName, System } from "../../system/revisions.ts";
import { NotOnThisBackend } from "../backends/not-on-this-backend.ts";
import { machineTime } from "../clock/machine-time.ts";
import { firstDifference } from "../network/trace.ts";
import { createWorld } from "../world/create-world.ts";
import type { World } from "../world/world.ts";
import type { WorldOptions } from "../world/world-options.ts";
import { evidenceSummaries } from "./evidence-summaries.ts";
import { explainFailure } from "./explain.ts";
import { GATE, type GateRuleId, readGateState } from "./gate.ts";
import { listing28Uploads } from "./listing-28.ts";
import "./matchers.ts";
import type { Observation } from "./observation.ts";
import { observe } from "./observe.ts";
import { Owner, Photographer, type Upload } from "./people.ts";
import type { ScenarioResult } from "./result.ts";
import { RuleBroken } from "./rule-broken.ts";
import type { RunOptions } from "./run-options.ts";

export interface ScenarioOptions {
  /** Revision of the system under test; default `fixed`. */
  readonly revision?: RevisionName;
  /** Defects switched on or off beside the revision's own. */
  readonly defects?: { readonly added?: readonly DefectId[]; readonly removed?: readonly DefectId[] };
  /** Virtual time at which the world begins, ISO 8601; default 2025-12-03T10:00:00Z. */
  readonly startAt?: string;
  readonly seed?: number;
  /** Photos of 12 megapixels where the story needs them; default small ones. */
  readonly photos?: "12mp" | "small";
  /** Rules of the gate that this story breaks, and must break; default none. */
  readonly violates?: readonly GateRuleId[];
  /** The server must refuse to start, with a sentence that holds all these words; the story is then not told. */
  readonly refusesToStart?: readonly string[];
  /** What the world is made with beside the above. */
  readonly world?: Partial<Omit<WorldOptions, "name" | "seed" | "startAt" | "system" | "engine">>;
}

/** What a story works with. */
export interface Stage {
  readonly world: World;
  readonly photographer: Photographer;
  readonly owner: Owner;
  /** The four photos of listing 28 as uploads: horizontal 1 and 2, vertical 1 and 2. */
  readonly uploads: readonly Upload[];
  /** Notes something that must be the same on every backend: an answer of a service, what a function received. */
  readonly observe: (name: string, value: unknown) => void;
}

type Finding = Observation["findings"][number];

export type Story = (stage: Stage) => Promise<void>;

/**
 * Declares one scenario: what happens to one system, and what must be true. The story runs in a world of its own in
 * virtual time; when it has ended the world settles and the gate's rules are checked.
 */
export function scenario(title: string, options: ScenarioOptions, story: Story): void {
  test(title, async ({ task, skip }) => {
    const runOptions = inject("runOptions");
    const id = task.file.filepath.replace(/^.*\/scenarios\//, "").replace(/\.scenario\.ts$/, "");
    let first: Run | undefined;
    for (let round = 0; round < runOptions.repeat; round++) {
      const run = await runScenario(id, title, options, story, runOptions);
      task.meta.scenario = run.result;
      if (run.error instanceof NotOnThisBackend) skip(run.error.message);
      if (run.error !== undefined) throw run.error;
      first ??= run;
      // Real time never goes the same way twice.
      if (run.world.clock.kind === "virtual" && run.result.traceHash !== first.result.traceHash)
        throw new Error(describeInstability(first, run, round));
    }
  });
}

/** The same seed must give the same trace; a difference is a failure of ours, so it is shown to the letter. */
function describeInstability(first: Run, run: Run, round: number): string {
  const difference = firstDifference(run.world.trace, first.world.trace);
  return (
    `run ${round + 1} with the same seed gave another trace; the first difference is ` +
    `${JSON.stringify(difference?.event)}, which was ${JSON.stringify(difference?.other)} in run 1`
  );
}

interface Run {
  readonly result: ScenarioResult;
  readonly error: unknown;
  readonly world: World;
}

async function runScenario(
  id: string,
  title: string,
  options: ScenarioOptions,
  story: Story,
  runOptions: RunOptions,
): Promise<Run> {
  const run = await runOnce(id, title, options, story, runOptions);
  if (run.error === undefined || run.error instanceof NotOnThisBackend) return run;
  // With another system than the scenario's own, the same story on its own system shows where the two first part.
  const changed = runOptions.revision !== undefined || runOptions.defects.length > 0;
  const reference = changed
    ? await runOnce(id, title, options, story, { ...runOptions, defects: [], revision: undefined })
    : undefined;
  const green = reference !== undefined && reference.error === undefined ? reference.world.trace : undefined;
  return { ...run, result: { ...run.result, failure: explainFailure(run.error, run.world.trace, green) } };
}

async function runOnce(
  id: string,
  title: string,
  options: ScenarioOptions,
  story: Story,
  runOptions: RunOptions,
): Promise<Run> {
  const from = machineTime.monotonicMs();
  const engine = inject("engine");
  const revision = runOptions.revision ?? options.revision ?? "fixed";
  const base = new System(revision);
  const own = runOptions.revision === undefined ? base.with(options.defects ?? {}) : base;
  const system = own.with({ added: runOptions.defects });
  const uploads = await listing28Uploads(options.photos ?? "small", runOptions.photosDirectory);
  const world = await createWorld({
    ...options.world,
    name: id,
    seed: runOptions.seed ?? options.seed ?? 1,
    startAt: options.startAt ?? "2025-12-03T10:00:00Z",
    system,
    engine,
    backend: inject("backend"),
    ...(runOptions.bootstraps && { bootstraps: runOptions.bootstraps }),
  });
  const findings: Finding[] = [];
  let error: unknown;
  let observation: Observation | undefined;
  try {
    await world.run(async () => {
      await story({
        world,
        photographer: new Photographer(world),
        owner: new Owner(world),
        uploads,
        observe: (name, value) => void findings.push({ name, value: world.valueAsTold(value) }),
      });
      await world.settle();
      await world.readBack();
      checkFaults(world);
      await checkGate(world, options.violates ?? []);
      if (runOptions.observe) observation = await observe(world, findings);
    });
    if (options.refusesToStart) error = notRefused(options.refusesToStart, "it started");
  } catch (failure) {
    error = options.refusesToStart ? refusalError(failure, options.refusesToStart) : failure;
    if (error === undefined && runOptions.observe) observation = refusalSeen(failure);
    if (error !== undefined && !(error instanceof NotOnThisBackend)) await readBackAfter(world);
  } finally {
    await world.dispose();
  }
  const evidence = evidenceSummaries.get(world);
  const result: ScenarioResult = {
    id,
    title,
    system: describeSystem(system),
    seed: world.seed,
    ...(world.clock.kind === "virtual" && { virtualMs: world.elapsedMs }),
    realMs: machineTime.monotonicMs() - from,
    traceHash: world.trace.hash(),
    events: world.trace.events.length,
    engine: `${engine.flavour === "mariadb" ? "MariaDB" : "MySQL"} ${engine.version} (${engine.origin})`,
    ...(evidence && { evidence }),
    ...(observation && { observation }),
  };
  return { result, error, world };
}

/** The failure itself is what matters: when the cloud no longer answers either, the trace says so. */
async function readBackAfter(world: World): Promise<void> {
  try {
    await world.readBack();
  } catch (error) {
    const message = `histories and logs could not be read back: ${error instanceof Error ? error.message : error}`;
    world.trace.record({ kind: "note", source: "harness", message });
  }
}

function refusalError(failure: unknown, words: readonly string[]): unknown {
  if (!(failure instanceof ConfigurationError)) return failure;
  return words.every((word) => failure.message.includes(word)) ? undefined : notRefused(words, failure.message);
}

/** Of a server that does not start there is nothing else to be seen. */
function refusalSeen(failure: unknown): Observation {
  const value = failure instanceof Error ? failure.message : String(failure);
  return {
    answers: [],
    rows: {},
    objects: [],
    callbacks: [],
    executions: [],
    queues: {},
    findings: [{ name: "refusal", value }],
  };
}

function notRefused(words: readonly string[], found: string): RuleBroken {
  const rule = "the server refuses to start and says why";
  return new RuleBroken({ rule, expected: `a sentence with ${words.join(" and ")}`, found });
}

/** A story that arms a fault is about it; when the fault never strikes, the story proves nothing. */
function checkFaults(world: World): void {
  const [unspent] = world.faults.unspent();
  if (!unspent) return;
  const rule = "every fault that the story arms strikes as often as it says";
  throw new RuleBroken({ rule, expected: `'${unspent.fault.name}' spent`, found: `${unspent.times} more to strike` });
}

async function checkGate(world: World, violated: readonly GateRuleId[]): Promise<void> {
  const state = await readGateState(world);
  for (const { id, rule, check } of GATE) {
    const [violation] = check(state);
    if (violation && !violated.includes(id)) throw new RuleBroken({ rule, ...violation });
    if (!violation && violated.includes(id)) {
      const expected = `the story breaks this rule (${id})`;
      throw new RuleBroken({ rule, expected, found: "the rule holds" });
    }
  }
}

function describeSystem(system: System): string {
  const own = new System(system.revision);
  const added = [...system.defects].filter((id) => !own.has(id)).map((id) => ` + ${id}`);
  const removed = [...own.defects].filter((id) => !system.has(id)).map((id) => ` - ${id}`);
  return `${system.revision}${added.join("")}${removed.join("")}`;
}

import { ConfigurationError } from "../../server/configuration.ts";
import { System } from "../../system/revisions.ts";
import { machineTime } from "../clock/machine-time.ts";
import { NotOnThisBackend } from "../cloud/backends/not-on-this-backend.ts";
import { findFfmpeg } from "../support/ffmpeg/find-ffmpeg.ts";
import { ffmpegVersion } from "../support/ffmpeg/version.ts";
import { machineFailure } from "../support/machine-failure.ts";
import { createWorld } from "../world/create-world.ts";
import type { World } from "../world/world.ts";
import type { WorldOptions } from "../world/world-options.ts";
import { evidenceSummaries } from "./evidence-summaries.ts";
import { GATE } from "./gate/gate.ts";
import type { GateRuleId } from "./gate/rule.ts";
import { readGateState } from "./gate/state.ts";
import { requireFaultsSpent, requireSettingsUsed } from "./left-over.ts";
import { listing28Uploads } from "./listing-28.ts";
import "./awaited-matchers.ts";
import type { Need } from "./needs.ts";
import type { Observation } from "./observation.ts";
import { observe } from "./observe.ts";
import { Owner, Photographer, type Upload } from "./people.ts";
import type { PhotoSize } from "./photos/generated-photos.ts";
import type { Photo } from "./photos/photo.ts";
import { noteExpectations } from "./record/held-expectations.ts";
import type { ScenarioResult } from "./result.ts";
import { RuleBroken } from "./rule-broken.ts";
import type { Pause, RunOptions } from "./run-options.ts";
import type { Scenario } from "./story.ts";

type Finding = Observation["findings"][number];

/** A finished run of a scenario: its result for reports, what it threw, and its world, which can still be read. */
export interface Run {
  readonly result: ScenarioResult;
  /** Present when the run failed: a story may throw anything, even `undefined`. */
  readonly failure?: Failure;
  /** Of a story that ended, when `observe` asks for it; of one that failed, when somebody compares it. */
  readonly observation?: Observation;
  /** The story was told to its end and all that it started has ended; only a rule of the gate may be broken. */
  readonly atRest: boolean;
  readonly world: World;
}

/** What was thrown. */
interface Failure {
  readonly error: unknown;
}

/** Where and how a scenario is run. */
export interface RunStoryOptions extends Pick<WorldOptions, "engine" | "backend" | "memoise"> {
  readonly runOptions: RunOptions;
  readonly system: System;
  /** In place of the photos that the scenario asks for. */
  readonly photos?: PhotoSize;
  /** Looks at the world when the story is over, however it ended, before the world is taken down. */
  readonly inspect?: (world: World) => Promise<void>;
}

/** The system that a scenario is about, as the command line changes it. */
export function systemOf({ options }: Scenario, runOptions: RunOptions): System {
  const revision = runOptions.foreign?.revision ?? runOptions.revision;
  const base = new System(revision ?? options.revision ?? "fixed");
  const own = revision === undefined ? base.with(options.defects ?? {}) : base;
  return own.with({ added: runOptions.defects });
}

/**
 * Runs the story once in a world of its own, lets the world settle and checks the gate's rules. Never throws what the
 * story throws.
 */
export async function runStory(scenario: Scenario, storyOptions: RunStoryOptions): Promise<Run> {
  try {
    return await tell(scenario, storyOptions);
  } catch (error) {
    throw machineFailure(error) ?? error;
  }
}

async function tell(scenario: Scenario, storyOptions: RunStoryOptions): Promise<Run> {
  const from = machineTime.monotonicMs();
  const { id, title, options } = scenario;
  const { runOptions, engine, system, inspect, backend, memoise, photos = options.photos ?? "small" } = storyOptions;
  const uploads = await listing28Uploads(photos, runOptions.photosDirectory);
  const world = await createWorld({
    ...options.world,
    name: id,
    seed: runOptions.seed ?? options.seed ?? 1,
    startAt: options.startAt ?? "2025-12-03T10:00:00Z",
    system,
    engine,
    ...(options.mock && { mock: options.mock }),
    ...(backend && { backend }),
    ...(memoise && { memoise }),
    ...(runOptions.bootstraps && { bootstraps: runOptions.bootstraps }),
    ...(runOptions.foreign && { foreign: runOptions.foreign }),
  });
  let outcome: StoryOutcome | undefined;
  try {
    const isOwnSystem = describeSystem(system) === describeSystem(systemOf(scenario, { defects: [], repeat: 1 }));
    outcome = await runInWorld(world, scenario, uploads, {
      ...runOptions,
      isOwnSystem: isOwnSystem && !runOptions.foreign && world.cloud.backend === "embedded",
    });
    await inspect?.(world);
    if (outcome.failure && runOptions.pause)
      await paused(world, engine, runOptions.pause, { title: id, ...outcome.failure });
  } finally {
    await takeDown(world, outcome?.failure);
  }
  const { failure, observation, atRest } = outcome;
  const evidence = evidenceSummaries.get(world);
  const result: ScenarioResult = {
    id,
    title,
    system: runOptions.foreign?.name ?? describeSystem(system),
    seed: world.seed,
    ...(world.clock.kind === "virtual" && { virtualMs: world.elapsedMs }),
    realMs: machineTime.monotonicMs() - from,
    traceHash: world.trace.hash(),
    events: world.trace.events.length,
    engine: `${engine.flavour === "mariadb" ? "MariaDB" : "MySQL"} ${engine.version} (${engine.origin})`,
    ...programsBeside(options.needs ?? []),
    ...(world.pace && { pace: world.pace }),
    ...(evidence && { evidence }),
    ...(observation && runOptions.observe && { observation, atRest, startedAtMs: startOf(world, from) }),
  };
  return { result, ...(failure && { failure }), ...(observation && { observation }), atRest, world };
}

/** What few need is loaded when it is needed. */
async function paused(
  world: World,
  engine: WorldOptions["engine"],
  pause: Pause,
  { title, error }: { readonly title: string; readonly error: unknown },
): Promise<void> {
  if (error instanceof NotOnThisBackend) return;
  const { pauseWorld } = await import("./paused-world.ts");
  await pauseWorld(world, engine, pause, { title, why: String(error) });
}

interface StoryOutcome {
  readonly failure?: Failure;
  readonly observation?: Observation | undefined;
  readonly atRest: boolean;
}

async function runInWorld(
  world: World,
  { options, story }: Scenario,
  uploads: readonly Upload<Photo>[],
  runOptions: RunOptions & { readonly isOwnSystem: boolean },
): Promise<StoryOutcome> {
  const { isOwnSystem } = runOptions;
  const findings: Finding[] = [];
  let observation: Observation | undefined;
  let atRest = false;
  const endNotes = runOptions.keepIn ? noteExpectations(world) : () => undefined;
  try {
    await world.run(async () => {
      // biome-ignore lint/suspicious/noDebugger: --inspect-brk was asked for; step into the story from here
      if (runOptions.stopsAtStories) debugger;
      await story({
        world,
        photographer: new Photographer(world),
        owner: new Owner(world),
        uploads,
        observe: (name, value) => void findings.push({ name, value: world.canonicalValue(value) }),
      });
      if (world.actions.forgotten) throw world.actions.forgotten;
      await world.settle();
      // The system may have taken it for something that it can live with.
      if (world.database.machineFailure) throw world.database.machineFailure;
      atRest = true;
      await world.readBack();
      requireFaultsSpent(world);
      if (isOwnSystem) requireSettingsUsed(world);
      world.requireMocksAnswered();
      world.requireOneTime();
      await checkGate(world, options.violates ?? []);
      if (runOptions.observe) observation = await observe(world, findings);
    });
    return options.refusesToStart
      ? { failure: { error: notRefused(options.refusesToStart, "it started") }, atRest }
      : { observation, atRest };
  } catch (caught) {
    const thrown = world.database.machineFailure ?? caught;
    const failure = options.refusesToStart ? refusalFailure(thrown, options.refusesToStart) : failureOf(thrown);
    if (failure === undefined)
      return { atRest: true, ...(runOptions.observe && { observation: observedRefusal(thrown) }) };
    if (failure.error instanceof NotOnThisBackend) return { failure, atRest };
    await readBackAfter(world);
    const compared = runOptions.observeFailures || runOptions.reference !== undefined;
    return { failure, atRest, ...(compared && { observation: await observedAfter(world, findings) }) };
  } finally {
    endNotes();
  }
}

/** Why a story failed is often why its world cannot be taken down in order either, and matters more. */
async function takeDown(world: World, failure: Failure | undefined): Promise<void> {
  try {
    await world.dispose();
  } catch (error) {
    if (!failure) throw error;
    const message = `the world could not be taken down: ${error instanceof Error ? error.message : error}`;
    world.trace.record({ kind: "note", source: "harness", message });
  }
}

/** The failure itself matters most; when the cloud does not answer either, a note in the trace says so. */
async function readBackAfter(world: World): Promise<void> {
  try {
    await world.readBack();
  } catch (error) {
    const message = `histories and logs could not be read back: ${error instanceof Error ? error.message : error}`;
    world.trace.record({ kind: "note", source: "harness", message });
  }
}

/** By the clock of the world, which was made after `from` of the machine's. */
function startOf({ clock, elapsedMs }: World, from: number): number {
  return clock.now() - (clock.kind === "virtual" ? elapsedMs : machineTime.monotonicMs() - from);
}

/** The failure itself matters most; a note in the trace says when no more can be seen of the world. */
async function observedAfter(world: World, findings: readonly Finding[]): Promise<Observation | undefined> {
  try {
    return await observe(world, findings);
  } catch (error) {
    const message = `the world could not be observed: ${error instanceof Error ? error.message : error}`;
    world.trace.record({ kind: "note", source: "harness", message });
    return undefined;
  }
}

/** Nothing when the server refused to start as it must. */
function refusalFailure(thrown: unknown, words: readonly string[]): Failure | undefined {
  if (!(thrown instanceof ConfigurationError)) return failureOf(thrown);
  if (words.every((word) => thrown.message.includes(word))) return undefined;
  return { error: notRefused(words, thrown.message) };
}

/** `throw undefined` and a rejection without a reason say nothing, and Vitest needs something to show. */
function failureOf(thrown: unknown): Failure {
  return {
    error: machineFailure(thrown) ?? thrown ?? new Error(`the story threw ${thrown}, or rejected without a reason`),
  };
}

/** A server that does not start leaves nothing else to observe. */
function observedRefusal(failure: unknown): Observation {
  const value = failure instanceof Error ? failure.message : String(failure);
  return {
    answers: [],
    rows: {},
    objects: [],
    callbacks: [],
    executions: [],
    queues: {},
    logMessages: {},
    findings: [{ name: "refusal", value }],
  };
}

function notRefused(words: readonly string[], found: string): RuleBroken {
  const rule = "the server refuses to start and says why";
  return new RuleBroken({ rule, expected: `a sentence with ${words.join(" and ")}`, found });
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

/** Programs beside the database engine on whose version a trace may depend. */
function programsBeside(needs: readonly Need[]): Pick<ScenarioResult, "node" | "ffmpeg"> {
  const [node = ""] = process.versions.node.split(".");
  const ffmpeg = needs.includes("ffmpeg") ? findFfmpeg(process.env) : undefined;
  return { node, ...(ffmpeg && "path" in ffmpeg && { ffmpeg: ffmpegVersion(ffmpeg.path) }) };
}

function describeSystem(system: System): string {
  const own = new System(system.revision);
  const added = [...system.defects].filter((id) => !own.has(id)).map((id) => ` + ${id}`);
  const removed = [...own.defects].filter((id) => !system.has(id)).map((id) => ` - ${id}`);
  return `${system.revision}${added.join("")}${removed.join("")}`;
}

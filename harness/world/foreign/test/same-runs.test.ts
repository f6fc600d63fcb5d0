import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { System } from "../../../../system/revisions.ts";
import { compareObservations } from "../../../comparison/parity/compare.ts";
import { instantsOf } from "../../../comparison/systems/instants-of-runs.ts";
import type { GateRuleId } from "../../../scenario/gate/rule.ts";
import { runStory } from "../../../scenario/run-story.ts";
import type { Story } from "../../../scenario/story.ts";
import { readConfiguration } from "../configuration/read-configuration.ts";
import { resolveSystem } from "../configuration/resolve-system.ts";
import type { ForeignSystem } from "../foreign-system.ts";
import { buildGoSystem } from "./go-system/build-go-system.ts";
import { missingRedis } from "./missing-redis.ts";
import { replicaSystem } from "./replica-system.ts";

/**
 * Runs of one flow must not differ in what can be seen from outside, though processes, ids and instants do. Few runs here;
 * for more, and on a machine that has other things to do:
 *
 *     RUNS=20 LOAD=1 vitest run --project foreign harness/world/foreign/test/same-runs.test.ts
 */
const RUNS = Number(process.env.RUNS ?? 2);
const flow: Story = async ({ world, photographer, uploads }) => {
  await photographer.upload(28, uploads);
  expect((await photographer.process(28)).status).toBe(202);
  await world.settle();
  expect((await photographer.complete(28)).status).toBe(200);
  await world.settle();
  await photographer.listMedia(28);
};

async function observed(foreign: ForeignSystem, violates: readonly GateRuleId[]) {
  const runOptions = { defects: [], repeat: 1, foreign, observe: true };
  const storyOptions = { runOptions, engine: inject("engine"), system: new System(foreign.revision) };
  const scenario = { id: "same-runs", title: "", options: { violates }, story: flow };
  const { failure, observation, result } = await runStory(scenario, storyOptions);
  if (failure) throw failure.error;
  if (!observation || result.startedAtMs === undefined) throw new Error("the run was not observed");
  const { virtualMs, realMs, startedAtMs: startMs, pace } = result;
  const span = { startMs, lengthMs: virtualMs ?? realMs };
  return { observation, virtual: virtualMs !== undefined, span, ...(pace && { pulls: pace.pulls }) };
}

/** Keeps every core busy; threads, so that nothing outlives this process. */
function keepBusy(): void {
  const threads = Array.from({ length: availableParallelism() }, () => new Worker("for (;;);", { eval: true }));
  onTestFinished(async () => void (await Promise.all(threads.map((thread) => thread.terminate()))));
}

async function expectSameRuns(foreign: ForeignSystem, violates: readonly GateRuleId[] = []): Promise<void> {
  if (process.env.LOAD === "1") keepBusy();
  const first = await observed(foreign, violates);
  expect(first.observation.callbacks.map(({ status }) => status)).toEqual(["200", "200"]);
  expect(first.observation.executions.map(({ events }) => events.length > 0)).toEqual([true, true]);
  for (let run = 2; run <= RUNS; run++) {
    const again = await observed(foreign, violates);
    const how = { instants: instantsOf(first, again), places: true };
    const differences = compareObservations("same-runs", first.observation, again.observation, how);
    expect(differences, `run ${run}`).toEqual([]);
  }
}

/** A run took 67 s where thirty processes waited for two cores. */
const LIMIT_MS = 60_000 + RUNS * 180_000;

/** Built before the time of the runs begins: from nothing, on a busy machine, the compiler takes six minutes. */
let goSystem: Awaited<ReturnType<typeof buildGoSystem>>;
beforeAll(async () => {
  goSystem = await buildGoSystem();
}, 1_200_000);

/** On the real one every instant may be apart by as much as the run lasts. */
const CLOCKS = ["real", "virtual"] as const;
const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const cannot = (clock: (typeof CLOCKS)[number]): boolean => clock === "virtual" && !LINUX_X64;

test.for(CLOCKS)(
  `${RUNS} runs of the replica's processes agree in answers, callbacks, states, objects, rows and instants: %s clock`,
  { timeout: LIMIT_MS },
  async (clock, { skip }) => {
    skip(cannot(clock), "the clock of a process can be shifted on Linux with x64 only");
    await expectSameRuns(replicaSystem("current", { clock }));
  },
);

test.for(CLOCKS)(
  `${RUNS} runs of the Go system agree (skipped without go, its module proxy, or Redis): %s clock`,
  { timeout: LIMIT_MS },
  async (clock, { skip }) => {
    skip(cannot(clock), "the clock of a process can be shifted on Linux with x64 only");
    if ("missing" in goSystem) return skip(goSystem.missing);
    const missing = await missingRedis();
    if (missing !== undefined) return skip(missing);
    process.env.GO_SYSTEM = goSystem.programs;
    onTestFinished(() => void delete process.env.GO_SYSTEM);
    const configuration = await readConfiguration(join(import.meta.dirname, "go-system/harness.config.ts"));
    await expectSameRuns({ ...(await resolveSystem(configuration, "go")), clock }, ["start-time"]);
  },
);

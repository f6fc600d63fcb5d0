import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, inject, onTestFinished, test } from "vitest";
import { System } from "../../../../system/revisions.ts";
import { compareObservations } from "../../../comparison/parity/compare.ts";
import type { GateRuleId } from "../../../scenario/gate/rule.ts";
import type { Observation } from "../../../scenario/observation.ts";
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
/** The clock is real, so instants count by their presence and their notation. */
const HOW = { instants: false, places: true };

const flow: Story = async ({ world, photographer, uploads }) => {
  await photographer.upload(28, uploads);
  expect((await photographer.process(28)).status).toBe(202);
  await world.settle();
  expect((await photographer.complete(28)).status).toBe(200);
  await world.settle();
  await photographer.listMedia(28);
};

async function observed(foreign: ForeignSystem, violates: readonly GateRuleId[]): Promise<Observation> {
  const runOptions = { defects: [], repeat: 1, foreign, observe: true };
  const storyOptions = { runOptions, engine: inject("engine"), system: new System(foreign.revision) };
  const scenario = { id: "same-runs", title: "", options: { violates }, story: flow };
  const { failure, observation } = await runStory(scenario, storyOptions);
  if (failure) throw failure.error;
  if (!observation) throw new Error("the run was not observed");
  return observation;
}

/** Keeps every core busy; threads, so that nothing outlives this process. */
function keepBusy(): void {
  const threads = Array.from({ length: availableParallelism() }, () => new Worker("for (;;);", { eval: true }));
  onTestFinished(async () => void (await Promise.all(threads.map((thread) => thread.terminate()))));
}

async function expectSameRuns(foreign: ForeignSystem, violates: readonly GateRuleId[] = []): Promise<void> {
  if (process.env.LOAD === "1") keepBusy();
  const first = await observed(foreign, violates);
  expect(first.callbacks.map(({ status }) => status)).toEqual(["200", "200"]);
  expect(first.executions.map(({ events }) => events.length > 0)).toEqual([true, true]);
  for (let run = 2; run <= RUNS; run++) {
    expect(compareObservations("same-runs", first, await observed(foreign, violates), HOW), `run ${run}`).toEqual([]);
  }
}

const LIMIT_MS = 60_000 + RUNS * 120_000;

test(`${RUNS} runs of the replica's processes agree in answers, callbacks, states, objects and rows`, {
  timeout: LIMIT_MS,
}, async () => {
  await expectSameRuns(replicaSystem("current"));
});

test(`${RUNS} runs of the Go system agree (skipped without go, its module proxy, or Redis)`, {
  timeout: LIMIT_MS,
}, async (ctx) => {
  const built = await buildGoSystem();
  if ("missing" in built) return ctx.skip(built.missing);
  const missing = await missingRedis();
  if (missing !== undefined) return ctx.skip(missing);
  process.env.GO_SYSTEM = built.programs;
  onTestFinished(() => void delete process.env.GO_SYSTEM);
  const configuration = await readConfiguration(join(import.meta.dirname, "go-system/harness.config.ts"));
  await expectSameRuns(await resolveSystem(configuration, "go"), ["start-time"]);
});

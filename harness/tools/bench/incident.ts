import { join } from "node:path";
import { Readable } from "node:stream";
import { machineTime } from "../../clock/machine-time.ts";
import { investigate } from "../../comparison/incident/investigate.ts";
import { readInputs } from "../../comparison/incident/reading/read-inputs.ts";
import type { EngineDescription } from "../../database/engine/engine.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import type { Fact } from "../../scenario/facts/fact.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { median } from "./measure.ts";

const ROUNDS = 3;
const BUDGET_SECONDS = 60;
const THREADS = 2;
/** Of a search of a minute, on two cores. */
const LEAST_WORLDS = 1_000;

const FIXTURES = "harness/comparison/incident/fixtures";
/** Reports, and the job of each that gets an error which no world shows: so the search never ends before its list does. */
const REPORTS = [
  { file: "listing-28.txt", job: 21 },
  { file: "listing-31.txt", job: 57 },
] as const;

interface Round {
  readonly seconds: number;
  readonly worlds: number;
  readonly played: number;
  /** Of this process with all its threads, without the database server's. */
  readonly cpuMs: number;
}

/**
 * `npm run bench -- incident`: how many worlds the search for a cause tries in its budget, threads' start included. Incidents
 * that nothing explains are searched one after the other, each to the end of its list, until the budget is used up. Gives
 * whether they are as many as promised.
 */
export async function benchIncident(print: (text: string) => void): Promise<boolean> {
  const { stop, flavour, version, origin, address, run } = await startEngine();
  const engine = { flavour, version, origin, address, run };
  try {
    print(
      `${flavour} ${version}, Node ${process.version}, ${THREADS} threads, ${ROUNDS} rounds of ${BUDGET_SECONDS} s\n`,
    );
    const inexplicable = await Promise.all(REPORTS.map(({ file, job }) => withOddError(file, job)));
    const rounds: Round[] = [];
    for (let number = 1; number <= ROUNDS; number++) {
      const round = await search(inexplicable, engine);
      rounds.push(round);
      const { worlds, played, seconds, cpuMs } = round;
      const cpu = (cpuMs / played).toFixed(0);
      print(
        `round ${number}: ${worlds} worlds in ${seconds.toFixed(1)} s, ${played} of them played, ${cpu} ms of CPU each`,
      );
    }
    const perSecond = median(rounds.map(({ worlds, seconds }) => worlds / seconds));
    const playedPerSecond = median(rounds.map(({ played, seconds }) => played / seconds));
    print(`\nworlds per second                ${perSecond.toFixed(1)}, ${playedPerSecond.toFixed(1)} of them played`);
    print(`worlds in ${BUDGET_SECONDS} s                   ${(perSecond * BUDGET_SECONDS).toFixed(0)}`);
    return perSecond * BUDGET_SECONDS >= LEAST_WORLDS;
  } finally {
    await stop();
  }
}

async function withOddError(file: string, job: number): Promise<readonly Fact[]> {
  const { facts } = await readInputs([join(PROJECT_ROOT, FIXTURES, file)], Readable.from([]));
  return facts.map((fact) =>
    fact.kind === "row" && fact.table === "media_processing_jobs" && fact.columns.id === job
      ? { ...fact, columns: { ...fact.columns, last_error: "the moon was full" } }
      : fact,
  );
}

async function search(incidents: readonly (readonly Fact[])[], engine: EngineDescription): Promise<Round> {
  const from = machineTime.monotonicMs();
  const cpu = process.cpuUsage();
  const budget = new AbortController();
  machineTime.setTimeout(() => budget.abort(), 1_000 * BUDGET_SECONDS).unref();
  const until = budget.signal;
  let [worlds, played] = [0, 0];
  for (let index = 0; !until.aborted; index++) {
    const facts = incidents[index % incidents.length] ?? [];
    const { search: found } = await investigate(facts, { engine, parallel: THREADS, withoutSilence: true, until });
    worlds += found.results.length;
    played += found.played;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (machineTime.monotonicMs() - from) / 1_000, worlds, played, cpuMs: (user + system) / 1_000 };
}

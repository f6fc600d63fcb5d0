import { join } from "node:path";
import { System } from "../../../system/revisions.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { createWorld } from "../../world/create-world.ts";
import { readConfiguration } from "../../world/foreign/configuration/read-configuration.ts";
import { resolveSystem } from "../../world/foreign/configuration/resolve-system.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import { type ServerStarted, serverStarts } from "../../world/foreign/server-start-channel.ts";
import { median } from "./measure.ts";

const ROUNDS = 7;
/** What the harness may add to the start that the programs need themselves. */
const WANTED_MS = 1_500;
/** The project's own replica as somebody else's system. */
const CONFIGURATION = join(PROJECT_ROOT, "harness/world/foreign/test/replica/harness.config.ts");
const SYSTEMS = ["replica-current", "replica-current-virtual"] as const;

interface Start {
  /** From nothing to the first line of the story, real milliseconds. */
  readonly wholeMs: number;
  /** Of that, from the server's launch until it was ready. */
  readonly serverMs: number;
}

/**
 * `npm run bench -- processes`: what a world of processes takes until its story begins, and how much of that the server needs to be
 * ready: launch, its own start, and the poll that sees it. Medians; true when what is left keeps the limit.
 */
export async function benchProcesses(print: (text: string) => void): Promise<boolean> {
  const configuration = await readConfiguration(CONFIGURATION);
  const engine = await startEngine();
  try {
    print(`${engine.flavour} ${engine.version}, Node ${process.version}, ${ROUNDS} starts each, medians in ms\n`);
    print(`${"".padEnd(26)}${["until the story", "of it the server", "the harness"].map(column).join("")}`);
    let kept = true;
    for (const name of SYSTEMS) {
      const foreign = await resolveSystem(configuration, name);
      await startOnce(foreign, engine);
      const starts: Start[] = [];
      for (let round = 0; round < ROUNDS; round++) starts.push(await startOnce(foreign, engine));
      const harnessMs = median(starts.map(({ wholeMs, serverMs }) => wholeMs - serverMs));
      kept &&= harnessMs <= WANTED_MS;
      const figures = [median(starts.map(({ wholeMs }) => wholeMs)), median(starts.map(({ serverMs }) => serverMs))];
      print(`${name.padEnd(26)}${[...figures, harnessMs].map((ms) => column(ms.toFixed(0))).join("")}`);
    }
    print(`\nlimit of the harness: ${WANTED_MS} ms: ${kept ? "kept" : "NOT KEPT"}`);
    return kept;
  } finally {
    await engine.stop();
  }
}

const column = (text: string): string => text.padStart(18);

async function startOnce(foreign: ForeignSystem, engine: Awaited<ReturnType<typeof startEngine>>): Promise<Start> {
  let serverMs = Number.NaN;
  const see = (told: unknown): void => {
    serverMs = (told as ServerStarted).tookMs;
  };
  serverStarts.subscribe(see);
  const from = machineTime.monotonicMs();
  const system = new System(foreign.revision);
  const world = await createWorld({
    name: "bench",
    seed: 1,
    startAt: "2025-12-03T10:00:00Z",
    system,
    engine,
    foreign,
  });
  try {
    let wholeMs = Number.NaN;
    await world.run(async () => {
      wholeMs = machineTime.monotonicMs() - from;
    });
    return { wholeMs, serverMs };
  } finally {
    serverStarts.unsubscribe(see);
    await world.dispose();
  }
}

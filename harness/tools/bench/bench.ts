/**
 * `npm run bench`: our speed compared with the physical limit (or, with `backends`, with containers; with `server`, the
 * server's throughput alone; with `state-machines`, the engine of Step Functions; with `sql-door`, the way of a foreign
 * server's statements), as medians and ratios.
 */
import { spawnSync } from "node:child_process";
import { machineTime } from "../../clock/machine-time.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import type { Engine } from "../../database/engine/engine.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { listing28Uploads } from "../../scenario/listing-28.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { npmProgram } from "../../support/run-npm.ts";
import { benchBackends } from "./backends.ts";
import type { IncidentsBench } from "./incidents.ts";
import { listing28, runWorld } from "./listing-28-run.ts";
import { inPairs, median, realMs } from "./measure.ts";
import { physicalLimit } from "./physical-limit.ts";
import { benchServer } from "./server.ts";
import { benchSqlDoor } from "./sql-door.ts";
import { benchStateMachines } from "./state-machines.ts";

const ROUNDS = 7;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

interface Subject {
  readonly what: string;
  /** What stands behind the subject on the command line; false when an answer was not the expected one. */
  readonly run: (more: Partial<IncidentsBench>) => Promise<boolean | undefined>;
  readonly hasNumbers?: true;
}

/** What is measured beside the speed of a world. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  backends: { what: "both backends; needs Docker", run: async () => void (await benchBackends(print)) },
  server: { what: "the server alone under load", run: () => benchServer(print) },
  "state-machines": { what: "the engine of Step Functions", run: () => benchStateMachines(print) },
  "sql-door": { what: "a foreign server's way to SQL", run: () => benchSqlDoor(print) },
  incident: {
    what: "how many worlds the search for a cause tries in a minute",
    run: async () => {
      const { benchIncident } = await import("./incident.ts");
      return benchIncident(print);
    },
  },
  processes: {
    what: "the start of a world of processes",
    run: async () => {
      const { benchProcesses } = await import("./processes.ts");
      return benchProcesses(print);
    },
  },
  report: {
    what: "reports and comparisons of 50,000 events; needs Chromium",
    run: async () => {
      const { benchReport } = await import("./report.ts");
      return benchReport(print);
    },
  },
  cloud: {
    what: "a served cloud beside a server that does nothing: objects, messages, start, memory",
    run: async () => {
      const { benchCloud } = await import("./cloud/bench-cloud.ts");
      await benchCloud(print);
      return undefined;
    },
  },
  incidents: {
    what: "the detective on planted incidents [--seed N] [--count N] [--worlds N] [--dropped LINES]",
    hasNumbers: true,
    run: async (more) => {
      const { benchIncidents } = await import("./incidents.ts");
      return benchIncidents({ seed: 1, count: 16, ...more }, print);
    },
  },
};

const HELP = [
  "Usage: npm run bench [-- SUBJECT]",
  "",
  "Our speed compared with the physical limit, as medians and ratios; on a machine at rest. SUBJECT instead:",
  ...Object.entries(SUBJECTS).map(([name, { what }]) => `  ${name.padEnd("state-machines".length)}  ${what}`),
  "",
  "Exit status: 0 measured, 1 an answer was not the expected one, 2 usage, 3 this machine lacks something, 70 a bug of",
  "the harness.",
].join("\n");

const end = guardProcessEnd();
await end.finish(await bench(process.argv.slice(2)));

async function bench([subject, ...surplus]: readonly string[]): Promise<number> {
  if (subject === "--help" || subject === "-h") {
    print(HELP);
    return EXIT.green;
  }
  const chosen = subject === undefined ? undefined : SUBJECTS[subject];
  const numbers = chosen?.hasNumbers ? readNumbers(surplus) : surplus.length === 0 ? {} : undefined;
  if (subject !== undefined && (chosen === undefined || numbers === undefined)) {
    const given = [subject, ...surplus].join(" ");
    process.stderr.write(
      `There is no bench of "${given}"; there are ${Object.keys(SUBJECTS).join(", ")}.\nHelp: npm run bench -- --help\n`,
    );
    return EXIT.usage;
  }
  try {
    if (chosen) return (await chosen.run(numbers ?? {})) === false ? EXIT.red : EXIT.green;
    await benchWorlds();
    return EXIT.green;
  } catch (error) {
    if (error instanceof EnvironmentError) {
      process.stderr.write(`${error.message}\n`);
      return EXIT.environment;
    }
    process.stderr.write(`This is a bug of the harness: ${error instanceof Error ? error.stack : String(error)}\n`);
    return EXIT.ourBug;
  }
}

/** `--seed 7 --count 3`; undefined where something else is given. */
function readNumbers(given: readonly string[]): Partial<IncidentsBench> | undefined {
  const numbers: Record<string, number> = {};
  for (let index = 0; index < given.length; index += 2) {
    const [, name] = /^--(seed|count|worlds|dropped)$/.exec(given[index] ?? "") ?? [];
    const value = Number(given[index + 1]);
    if (name === undefined || !Number.isInteger(value) || value < 1) return undefined;
    numbers[name] = value;
  }
  return numbers;
}

async function benchWorlds(): Promise<void> {
  const engine = await startEngine();
  try {
    print(`${engine.flavour} ${engine.version}, Node ${process.version}, medians of ${ROUNDS} rounds\n`);
    await listing28AgainstItsLimit(engine);
    await worldsWithoutImages(engine);
    await longTimeouts();
    processStart();
  } finally {
    await engine.stop();
  }
}

async function listing28AgainstItsLimit(engine: Engine): Promise<void> {
  const uploads = await listing28Uploads("12mp");
  const photos = uploads.map(({ photo }) => photo);
  const sample = await runWorld(engine, listing28(uploads));
  const statements = sample.trace.of("operation").filter(({ target }) => target === "mysql").length;
  const { a, b, ratio } = await inPairs(
    ROUNDS,
    () => realMs(() => runWorld(engine, listing28(uploads))),
    () => realMs(() => physicalLimit(photos, statements, engine)),
  );
  print(`listing-28/fixed, four photos of 12 megapixels       ${ms(a)}`);
  print(`the same sharp, ZIP and ${statements} statements without us    ${ms(b)}`);
  print(`ratio, pair by pair                                  ${ratio.toFixed(2)}\n`);
}

async function worldsWithoutImages(engine: Engine): Promise<void> {
  const times: number[] = [];
  let events = 0;
  const from = machineTime.monotonicMs();
  const worlds = 100;
  for (let count = 0; count < worlds; count++) {
    const run = realMs(async () => {
      const world = await runWorld(engine, async (photographer) => {
        await photographer.listMedia(28);
      });
      events = world.trace.events.length;
    });
    times.push(await run);
  }
  const seconds = (machineTime.monotonicMs() - from) / 1000;
  print(`a world without images (sign-in, list)               ${ms(median(times))}, ${events} events`);
  print(`worlds per second, one after the other               ${(worlds / seconds).toFixed(0)}\n`);
}

async function longTimeouts(): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const clock = new VirtualClock({ name: "timeouts", epochMs: 0 });
    times.push(
      await realMs(() =>
        clock.drive(async () => {
          for (let timeout = 0; timeout < 4; timeout++) await clock.sleep(30 * 60_000, "time-out");
        }),
      ),
    );
  }
  print(`four time-outs of 30 minutes                         ${ms(median(times))}`);
  const clock = new VirtualClock({ name: "events", epochMs: 0 });
  const count = 20_000;
  const total = await realMs(() =>
    clock.drive(async () => {
      for (let event = 0; event < count; event++) await clock.sleep(1, "tick");
    }),
  );
  print(`one delivery of the clock                            ${((total / count) * 1000).toFixed(1)} µs\n`);
}

function processStart(): void {
  const times: number[] = [];
  const { program, first, shell } = npmProgram(process.env);
  const command = [...first, "run", "--silent", "scenario", "--", "listing-28/token-expires"];
  for (let round = 0; round < ROUNDS; round++) {
    const from = machineTime.monotonicMs();
    const { status } = spawnSync(program, command, { shell });
    if (status !== 0) throw new Error(`npm run scenario ended with ${status}`);
    times.push(machineTime.monotonicMs() - from);
  }
  print(`npm run scenario for one scenario without images     ${ms(median(times))}`);
}

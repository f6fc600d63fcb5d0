import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { DEFAULT_RUN_OPTIONS, SCENARIO_SETTINGS } from "./harness/cli/scenario/scenario-settings.ts";

const CONTAINER_TESTS = "harness/**/*.container.test.ts";
/** Dozens of runs that are killed. */
const KILL_POINTS = "harness/**/*.kill-points.test.ts";
/** Bare sockets: in a thread where a world was before, msw has taken the sockets over. */
const SOCKET_TESTS = [
  "harness/cloud/backends/test/listener.test.ts",
  "harness/cli/cloud/test/hostile-requests.test.ts",
  "harness/tools/fuzz/fuzz.test.ts",
  "harness/database/redis/start-redis.test.ts",
  "harness/database/door/test/hostile.test.ts",
  "harness/cli/doctor/test/doctor.test.ts",
];
/** Systems in processes, on the real clock: after everything else, and one after the other. */
const FOREIGN_TESTS = [
  "harness/world/foreign/test/{replica,go-system}/*.test.ts",
  "harness/world/foreign/test/same-runs.test.ts",
];

/** Whole commands, worlds of processes and pages in a browser that take many seconds each, so they have a command of their own. */
const PROCESS_TESTS = [
  "harness/cli/deploy/test/deploy.test.ts",
  "harness/cli/dev/test/{clock,dev,left-behind,own-clock,own-system}.test.ts",
  "harness/cli/diff/test/two-systems.test.ts",
  "harness/cli/mutants/test/mutants-command.test.ts",
  "harness/cli/defects/test/all-mechanisms.test.ts",
  "harness/cli/parity/test/two-systems.test.ts",
  "harness/cli/prove/own-systems.test.ts",
  "harness/cli/scenario/test/{baseline,debugger,never-started,own-stories,pause-on-failure,replica,selection,watch}.test.ts",
  "harness/cli/state-machine/test/state-machine.test.ts",
  "harness/cli/scenario/test/kill-points/kill-points.test.ts",
  "harness/clock/process/test/{foreign-pace,timers}.test.ts",
  "harness/comparison/incident/test/listing-28.test.ts",
  "harness/database/door/test/large-packets.test.ts",
  "harness/emulator/lambda/test/{long-work,process-time}.test.ts",
  "harness/report/test/*.browser.test.ts",
  "harness/world/foreign/test/{foreign-world,replica-as-foreign,shapes-in-virtual-time,virtual-time}.test.ts",
];

/** How long a test waits for something at most: only what never happens takes as long. Vitest's own second is too short on a busy machine. */
const EXPECT = { poll: { timeout: 60_000, interval: 20 } };

export default defineConfig({
  test: {
    // Of the root, not of the projects: they share one database server.
    globalSetup: ["harness/database/test/global-setup.ts"],
    // Vitest leaves a core to its main thread, which has little to do here; many tests wait for processes of theirs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "unit",
          expect: EXPECT,
          include: ["{harness,server,lambdas,system,.ci}/**/*.test.ts"],
          exclude: [CONTAINER_TESTS, KILL_POINTS, ...SOCKET_TESTS, ...FOREIGN_TESTS, ...PROCESS_TESTS],
          pool: "threads",
          isolate: false,
          // Some start a command or three, 10 s on a quiet machine and many times that on one with other work. What hangs is found
          // by the limit on `npm test` as a whole.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "sockets",
          expect: EXPECT,
          include: SOCKET_TESTS,
          pool: "threads",
          isolate: true,
          testTimeout: 120_000,
        },
      },
      {
        test: { name: "kill-points", expect: EXPECT, include: [KILL_POINTS], maxConcurrency: 2 },
      },
      {
        test: {
          name: "processes",
          expect: EXPECT,
          include: PROCESS_TESTS,
          exclude: FOREIGN_TESTS,
          pool: "threads",
          isolate: true,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "foreign",
          expect: EXPECT,
          include: FOREIGN_TESTS,
          pool: "threads",
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
        },
      },
      {
        test: {
          // Need Docker, and so are no part of `npm test`; one after the other, because they look at all containers.
          name: "containers",
          expect: EXPECT,
          include: [CONTAINER_TESTS],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...SCENARIO_SETTINGS,
          name: "scenarios",
          include: ["scenarios/**/*.scenario.ts"],
          provide: { runOptions: DEFAULT_RUN_OPTIONS, backend: { name: "embedded" } },
        },
      },
    ],
  },
});

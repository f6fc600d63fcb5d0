import { defineConfig } from "vitest/config";
import { NOTHING_ASKED, SCENARIO_SETTINGS } from "./harness/cli/scenario-settings.ts";

export default defineConfig({
  test: {
    // Of the root, not of the projects: they share one database server.
    globalSetup: ["harness/database/test/global-setup.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["{harness,server,lambdas,system,go,scripts,.ci}/**/*.test.ts"],
          pool: "threads",
          isolate: false,
          // Some start processes; on a busy machine that takes longer than Vitest's 5 s.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...SCENARIO_SETTINGS,
          name: "scenarios",
          include: ["scenarios/**/*.scenario.ts"],
          provide: { runOptions: NOTHING_ASKED, backend: { name: "embedded" } },
        },
      },
    ],
  },
});

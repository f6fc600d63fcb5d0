import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    pool: "threads",
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{harness,server,lambdas,system,go,scripts}/**/*.test.ts"],
        },
      },
    ],
  },
});

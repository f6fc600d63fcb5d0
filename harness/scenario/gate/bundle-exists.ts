import { bundleOf, isFinalization } from "./finalization-jobs.ts";
import type { GateRule } from "./rule.ts";

export const bundleExists: GateRule = {
  id: "bundle-exists",
  rule: "a finalization that succeeded has a bundle, and the object exists",
  check: ({ jobs, objectKeys }) =>
    jobs
      .filter((job) => isFinalization(job) && job.status === "SUCCEEDED" && bundleOf(job, objectKeys) === undefined)
      .map((job) => ({
        expected: `job ${job.id}: SUCCEEDED with an existing ZIP`,
        found: `job ${job.id}: SUCCEEDED, payload ${job.payload ?? "NULL"}, and no such object`,
      })),
};

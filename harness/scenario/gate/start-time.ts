import type { GateRule } from "./rule.ts";

export const startTime: GateRule = {
  id: "start-time",
  rule: "every job that ran has a start time",
  check: ({ jobs, executedJobIds }) =>
    jobs
      .filter((job) => executedJobIds.has(job.id) && job.started_at === null)
      .map((job) => ({
        expected: `job ${job.id}: started_at is set`,
        found: `job ${job.id}: ${job.status}, started_at NULL`,
      })),
};

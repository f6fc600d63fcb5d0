import type { GateRule } from "./rule.ts";

export const noHollowSuccess: GateRule = {
  id: "no-hollow-success",
  rule: "no callback is taken as success while every output failed or none belongs to an asset",
  check: ({ callbacks, jobs, rawKeys }) =>
    callbacks.flatMap(({ event, body, acknowledged }) => {
      const outputs = body.outputs ?? [];
      const job = jobs.find(({ id }) => id === Number(body.jobId));
      if (!acknowledged || outputs.length === 0 || !job || !/^(PARTIAL_)?SUCCE/.test(job.status)) return [];
      const failed = outputs.filter((output) => output.errorCode || output.errorMessage).length;
      const known = outputs.filter((output) => rawKeys.has(output.rawKey ?? "")).length;
      if (failed < outputs.length && known > 0) return [];
      return [
        {
          expected: `job ${job.id}: FAILED, or the callback refused`,
          found: `job ${job.id}: ${job.status}, acknowledged, ${failed} of ${outputs.length} outputs failed, ${known} belong to an asset`,
          event,
        },
      ];
    }),
};

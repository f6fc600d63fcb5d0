import { FINALIZATION_MACHINE } from "../../../system/infrastructure.ts";
import { isFinalization } from "./finalization-jobs.ts";
import type { GateRule } from "./rule.ts";

const machineOf = (executionArn: string): string => executionArn.split(":")[6] ?? "";

export const finalizationMachine: GateRule = {
  id: "finalization-machine",
  rule: "the execution stored for a finalization job ran on the finalization machine",
  check: ({ jobs }) =>
    jobs
      .filter((job) => isFinalization(job) && job.external_id !== null)
      .filter((job) => machineOf(job.external_id ?? "") !== FINALIZATION_MACHINE)
      .map((job) => ({
        expected: `job ${job.id}: an execution of ${FINALIZATION_MACHINE}`,
        found: `job ${job.id}: ${job.external_id}`,
      })),
};

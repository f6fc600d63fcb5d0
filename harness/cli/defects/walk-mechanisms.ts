import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DefectId } from "../../../system/defects.ts";
import type { DefectStudy } from "../../comparison/defects/defect-study.ts";
import { MECHANISMS } from "../../comparison/defects/mechanisms.ts";
import { keptScenarios } from "../../report/kept-runs/read-run.ts";
import { type MechanismWalk, walkMechanism } from "../../report/mechanism-walk/walk-mechanism.ts";
import { EXIT } from "../../support/exit-status.ts";

/** Runs a study and returns the exit status. */
type RunStudy = (study: DefectStudy, scenarios: readonly string[]) => Promise<number>;

/**
 * Runs the scenario of each defect's mechanism with the defect and walks from its failure to the mechanism; scenarios that cannot
 * run here are left out. Returns the status alone when the runs prove nothing.
 */
export async function walkMechanisms(
  defects: readonly DefectId[],
  runStudy: RunStudy,
): Promise<ReadonlyMap<DefectId, MechanismWalk> | { readonly code: number }> {
  const folder = mkdtempSync(join(tmpdir(), "mechanisms-"));
  try {
    const scenarios = [...new Set(defects.map((defect) => MECHANISMS[defect].scenario))];
    const code = await runStudy({ kind: "mechanisms", defects, folder }, scenarios);
    if (code !== EXIT.green) return { code };
    const kept = keptScenarios(folder);
    return new Map(
      defects.flatMap((defect) => {
        const mechanism = MECHANISMS[defect];
        const run = kept.find(
          ({ header }) => header?.id === mechanism.scenario && header.system === `fixed + ${defect}`,
        );
        // Skipped, because this machine lacks what the scenario needs: the run has said so.
        return run ? [[defect, walkMechanism(run, mechanism)] as const] : [];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { FINALIZATION_MACHINE, type Infrastructure, ROLES } from "../../../system/infrastructure.ts";
import type { ForeignSystem } from "./foreign-system.ts";

/** A revision may lack a machine that the system brings along. */
export function withNamedMachines(at: Infrastructure, { stateMachines }: ForeignSystem): Infrastructure {
  const has = at.stateMachines.some(({ definition }) => definition === "finalization");
  if (stateMachines.finalization === undefined || has) return at;
  const machine = { name: FINALIZATION_MACHINE, definition: "finalization", role: ROLES.machines } as const;
  return { ...at, stateMachines: [...at.stateMachines, machine] };
}

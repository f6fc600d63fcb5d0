import { PROCESSING_MACHINE } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import type { WorldOptions } from "../../world/world-options.ts";
import { type RecordedStep, readFlow } from "./recorded-step.ts";

/** The flow with every step of its revision; other flows omit the steps that are equal to it. */
const COMPLETE_FLOW = "cur-correct";

/** In the recording both machines were deployed and could be started, so neither D2 nor D3 was present. */
const INCIDENT = new System("incident").with({ removed: ["D2", "D3"] });
const CURRENT = new System("current");

export const FLOWS = {
  "ir-incident": { system: INCIDENT, finalizationMachine: PROCESSING_MACHINE },
  "ir-correct": { system: INCIDENT },
  "cur-correct": { system: CURRENT },
  // The first 700 bytes of the second horizontal photo arrive: its tables and the beginning of its scan.
  "cur-partial": { system: CURRENT, truncated: { photo: 1, bytes: 700 } },
  "cur-reject-retry": { system: CURRENT },
} as const satisfies Record<string, Flow>;

export type FlowName = keyof typeof FLOWS;

export interface Flow extends Pick<WorldOptions, "system" | "finalizationMachine"> {
  readonly truncated?: { readonly photo: number; readonly bytes: number };
}

export interface ScriptedStep {
  /** `11-finalization-execution` */
  readonly name: string;
  readonly recorded: RecordedStep;
  /** False for a step that the flow's own recording omits: it is played, but there is nothing to compare. */
  readonly compared: boolean;
}

/** All steps of a flow in order; steps that its recording omits come from the complete flow. */
export function scriptOf(flow: FlowName): ScriptedStep[] {
  const own = readFlow(flow);
  const numbers = new Set([...own.keys()].map(numberOf));
  const last = Math.max(...numbers);
  const borrowed = [...readFlow(COMPLETE_FLOW)].filter(
    ([name]) => !numbers.has(numberOf(name)) && numberOf(name) < last,
  );
  return [
    ...[...own].map(([name, recorded]) => ({ name, recorded, compared: true })),
    ...borrowed.map(([name, recorded]) => ({ name, recorded, compared: false })),
  ].sort((a, b) => numberOf(a.name) - numberOf(b.name));
}

const numberOf = (name: string): number => Number.parseInt(name, 10);

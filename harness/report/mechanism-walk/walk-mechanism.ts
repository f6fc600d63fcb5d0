import type { EventPattern, Mechanism } from "../../comparison/defects/mechanisms.ts";
import { describeEvent } from "../../network/describe-event.ts";
import { asTraceEvent } from "../kept-runs/compared-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import { scenarioModel } from "../model/scenario-model.ts";
import { Causality } from "../page/causality.ts";
import { MOST_EFFECTS } from "../page/most-effects.ts";

/** How near a red run's report leads to the mechanism of the defect behind it. */
export interface MechanismWalk {
  /** Whether the story noticed the defect at all. */
  readonly red: boolean;
  /**
   * From the page of the scenario: 1 leads to the first divergence, 2 to one of its causes or effects that stand beside it.
   * Undefined: further.
   */
  readonly clicks: 1 | 2 | undefined;
  /** What the terminal names as the first divergence: the mechanism, what directly led to it, or something else. */
  readonly terminal: "it" | "direct cause" | "elsewhere";
  /** The first divergence as the terminal tells it. */
  readonly told: string;
  /** Number of the mechanism's event, of one that happens. */
  readonly sequence?: number;
}

const NOWHERE = { red: true, clicks: undefined, terminal: "elsewhere" } as const;
const NO_SURROUNDINGS = { drawMachine: () => undefined, excerptAt: () => undefined };
const LACKING = "what does not happen: ";

/** Walks the report's model of a red run as a person would: failure, first divergence, its causes and effects. */
export function walkMechanism(kept: KeptScenario, { event: pattern, lacks }: Mechanism): MechanismWalk {
  const model = scenarioModel(kept, NO_SURROUNDINGS);
  const divergence = model?.result?.failure?.divergence;
  if (!model || !divergence) return { ...NOWHERE, red: model?.result?.failure !== undefined, told: "nothing diverged" };
  const told = divergence.event;
  if (lacks) {
    const named = told.startsWith(LACKING) && isNamed(told.slice(LACKING.length), pattern);
    return named ? { red: true, clicks: 1, terminal: "it", told } : { ...NOWHERE, told };
  }
  const mechanism = kept.events.find((event) => isMeant(event, pattern, kept));
  if (!mechanism) return { ...NOWHERE, told };
  const { sequence, cause } = mechanism;
  const causality = new Causality(model.events);
  const [at, wanted] = [causality.indexOf(divergence.sequence), causality.indexOf(sequence)];
  if (at === undefined || wanted === undefined) return { ...NOWHERE, told, sequence };
  const beside = [...causality.causesOf(at), ...causality.effectsOf(at).slice(0, MOST_EFFECTS)];
  const clicks = at === wanted ? 1 : beside.includes(wanted) ? 2 : undefined;
  const terminal =
    divergence.sequence === sequence ? "it" : divergence.sequence === cause ? "direct cause" : "elsewhere";
  return { red: true, clicks, terminal, told, sequence };
}

function isNamed(told: string, { source, target, operation, state }: EventPattern): boolean {
  return target === undefined
    ? told.startsWith(`${source} `) && told.endsWith(` ${state}`)
    : told.startsWith(`${source} → ${target} ${operation}`);
}

function isMeant(event: RecordedEvent, pattern: EventPattern, { bodies }: KeptScenario): boolean {
  const { kind, text, request, response, ...members } = pattern;
  if (event.kind !== kind) return false;
  if (Object.entries(members).some(([name, value]) => (event as Record<string, unknown>)[name] !== value)) return false;
  if (text && !text.test(describeEvent(asTraceEvent(event)))) return false;
  if (event.kind !== "operation") return true;
  const textOf = (reference: { readonly sha256: string } | undefined): string => {
    const body = reference && bodies.find(({ sha256 }) => sha256 === reference.sha256);
    return body?.kind === "text" ? body.text : "";
  };
  return (!request || request.test(textOf(event.request))) && (!response || response.test(textOf(event.response)));
}

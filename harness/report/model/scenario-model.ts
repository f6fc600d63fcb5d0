import { skippedTime } from "../../scenario/record/skipped-time.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import { picturesOf } from "./machine-pictures.ts";
import type { BodiesModel, MachineDrawing, ScenarioModel, SourceExcerpt } from "./report-model.ts";
import { shownEvents } from "./shown-event.ts";
import { layOutTimeline } from "./spans.ts";

/** What the model cannot know from the record alone. */
export interface Surroundings {
  /** Draws the machine of that name on a system (`fixed + D8`); undefined where its definition is not known. */
  readonly drawMachine: (machine: string, system: string, scenario: KeptScenario) => MachineDrawing | undefined;
  /** The lines of a story around a place such as `scenarios/listing-28/fixed.scenario.ts:31:19`. */
  readonly excerptAt: (place: string) => SourceExcerpt | undefined;
}

/** The page of one scenario; undefined when nothing of it can be shown. */
export function scenarioModel(kept: KeptScenario, around: Surroundings): ScenarioModel | undefined {
  const { key, header, events, result, bodies, notices } = kept;
  if (!header) return undefined;
  const { id, title, system, seed } = header;
  const { lanes, spans, startAt, endMs } = layOutTimeline(events, result?.virtualMs);
  const place = result?.failure?.place;
  const excerpt = place === undefined ? undefined : around.excerptAt(place);
  return {
    key,
    id,
    title,
    system,
    seed,
    result,
    startAt,
    endMs,
    events: shownEvents(events, bodies),
    lanes,
    spans,
    skipped: skippedTime(events, result?.virtualMs),
    ...picturesOf(events, (machine) => around.drawMachine(machine, system, kept)),
    ...(excerpt && { excerpt }),
    notices,
  };
}

/** What the events of a scenario refer to. */
export function bodiesModel({ bodies }: KeptScenario): BodiesModel {
  return bodies;
}

import type { InspectedStage, Inspector } from "../../emulator/stepfunctions/execution/inspection.ts";
import type { Json } from "../../emulator/stepfunctions/json/json.ts";
import { writeJson } from "../../emulator/stepfunctions/json/write.ts";

/** One stage of a state's data flow, as it is shown. */
export interface ShownStage {
  /** By its name in TestState's `inspectionData`, or a member of its answer. */
  readonly stage: string;
  /** JSON, or a plain text. */
  readonly text: string;
}

/** Records the data flow of one state, stage by stage in their order, for every entry, attempt and iteration. */
export class StageLog implements Inspector {
  readonly #stateName: string;
  readonly stages: ShownStage[] = [];

  constructor(stateName: string) {
    this.#stateName = stateName;
  }

  inspect(stateName: string, stage: InspectedStage, value: Json): void {
    if (stateName === this.#stateName) this.stages.push({ stage, text: writeJson(value) });
  }
}

import type { Json } from "../json/json.ts";

/** A stage of a state's data flow, by its name in TestState's `inspectionData`. */
export type InspectedStage =
  | "input"
  | "afterInputPath"
  | "afterParameters"
  | "afterArguments"
  | "result"
  | "afterResultSelector"
  | "afterResultPath"
  | "afterItemsPath"
  | "afterItemsPointer"
  | "afterItemSelector"
  | "afterItemBatcher"
  | "maxConcurrency"
  | "toleratedFailureCount"
  | "toleratedFailurePercentage";

/** Watches the data flow of states: TestState, and the command that runs one state. */
export interface Inspector {
  /** A stage that is passed again (a retry, an iteration) is reported again. */
  inspect(stateName: string, stage: InspectedStage, value: Json): void;
}

import type { State } from "../definition/machine.ts";
import type { InspectedStage, Inspector } from "../execution/inspection.ts";
import { type Json, numberOf } from "../json/json.ts";
import { writeSpacedJson } from "./spaced-json.ts";

declare global {
  interface JSON {
    /** In Node 24, not yet in TypeScript's library. */
    rawJSON(text: string): unknown;
  }
}

/** Stages that AWS shows, by the kind of the state (recorded for all but Wait; Choice, Succeed and Fail by LocalStack). */
const SHOWN: Readonly<Record<State["type"], readonly InspectedStage[]>> = {
  Pass: ["afterInputPath", "afterParameters", "afterResultSelector", "afterResultPath"],
  Task: ["afterInputPath", "afterParameters", "afterArguments", "result", "afterResultSelector", "afterResultPath"],
  // Nothing of a Parallel's input is shown (recorded: test_io_parallel_state_mock_success).
  Parallel: ["afterResultSelector", "afterResultPath"],
  Map: [
    "afterInputPath",
    "afterItemsPath",
    "afterItemsPointer",
    "afterItemSelector",
    "afterItemBatcher",
    "afterResultSelector",
    "afterResultPath",
    "maxConcurrency",
    "toleratedFailureCount",
    "toleratedFailurePercentage",
  ],
  Choice: ["afterInputPath"],
  Wait: ["afterInputPath"],
  Succeed: ["afterInputPath"],
  Fail: ["afterInputPath"],
};

/** A Pass state with a Result shows nothing of its input's way (recorded by LocalStack). */
const PASS_WITH_RESULT: readonly InspectedStage[] = ["result", "afterResultSelector", "afterResultPath"];

const COUNTS: ReadonlySet<InspectedStage> = new Set(["maxConcurrency", "toleratedFailureCount"]);

/** Collects `inspectionData` of one state. */
export class InspectionData implements Inspector {
  readonly #state: State;
  readonly #shown: ReadonlySet<InspectedStage>;
  readonly #data: Record<string, unknown>;

  constructor(state: State, inputText: string) {
    this.#state = state;
    this.#shown = new Set(state.type === "Pass" && state.result !== undefined ? PASS_WITH_RESULT : SHOWN[state.type]);
    this.#data = { input: inputText };
  }

  inspect(stateName: string, stage: InspectedStage, value: Json): void {
    if (stateName !== this.#state.name || !this.#shown.has(stage)) return;
    if (stage === "toleratedFailurePercentage") this.#data[stage] = asFloat(numberOf(value) ?? 0);
    else this.#data[stage] = COUNTS.has(stage) ? numberOf(value) : writeSpacedJson(value);
  }

  note(member: string, value: unknown): void {
    this.#data[member] = value;
  }

  get data(): Readonly<Record<string, unknown>> {
    return this.#data;
  }
}

/** AWS writes this one number as a float: `1.0`. */
function asFloat(value: number): unknown {
  return Number.isInteger(value) ? JSON.rawJSON(`${value}.0`) : value;
}

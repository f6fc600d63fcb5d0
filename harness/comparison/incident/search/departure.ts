import type { DefectId } from "../../../../system/defects.ts";
import type { StepName } from "../inference/plan.ts";
import type { Circumstances } from "../playing/circumstances.ts";

/** One thing that is otherwise than in a revision with its default configuration, good files and no faults. */
export interface Departure {
  /** Short and stable: `wrong-arn`, `-D12`, `truncated PHOTO_HORIZONTAL 2`. */
  readonly id: string;
  readonly words: string;
  readonly kind: "configuration" | "defect" | "file" | "fault" | "person";
  /** The defect that is switched, of one of that kind. */
  readonly defect?: DefectId;
  /** Of one that only acts when the story comes to a step; absent: it makes the world another from its beginning. */
  readonly acts?: {
    readonly step: StepName;
    /** It strikes requests of this kind and does nothing else. */
    readonly on?: { readonly source?: string; readonly target: string; readonly operation: string };
  };
  readonly change: (circumstances: Circumstances) => Circumstances;
}

/** The circumstances with all departures. */
export function depart(from: Circumstances, departures: readonly Departure[]): Circumstances {
  return departures.reduce((circumstances, { change }) => change(circumstances), from);
}

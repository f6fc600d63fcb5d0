import type { RecordedBody } from "../../scenario/record/format.ts";
import type { SkippedTime } from "../../scenario/record/skipped-time.ts";
import type { RecordedResult } from "../kept-runs/recorded-event.ts";
import type { DiffSummary } from "./diff-model.ts";
import type { IncidentModel } from "./incident-model.ts";
import type { ShownEvent } from "./shown-event.ts";

/** What the first page of a report shows. Times of the machine stand here alone. */
export interface OverviewModel {
  readonly run: {
    readonly id: string;
    readonly state: "running" | "ended" | "interrupted" | "killed";
    /** ISO 8601. */
    readonly startedAt: string;
    readonly realMs: number | undefined;
    readonly parameters: readonly string[];
    readonly node: string;
    readonly platform: string;
  };
  readonly verdict: Verdict;
  readonly scenarios: readonly ScenarioRow[];
  readonly failures: readonly FailureGroup[];
  /** Sentences about what cannot be read, or was left out. */
  readonly notices: readonly string[];
  /** The run is compared with another one. */
  readonly diff?: DiffSummary;
  /** `npm run incident` kept the run. */
  readonly incident?: IncidentModel;
}

export interface Verdict {
  readonly mark: "passed" | "failed" | "unfinished";
  readonly sentence: string;
}

export interface ScenarioRow {
  /** Address of its page, and of its data; unique in the run. */
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly mark: "passed" | "failed" | "skipped";
  readonly realMs: number;
  readonly virtualMs?: number;
  readonly events?: number;
  /** `fixed + D8`. */
  readonly system?: string;
  /** Real milliseconds of each stretch of virtual time that was skipped; null where nothing tells. */
  readonly skippedRealMs?: readonly (number | null)[];
  /** Words that `@word` in the filter finds: the folders of the id, the revision, the defects. */
  readonly tags: readonly string[];
  /** Why it was skipped. */
  readonly note?: string;
  readonly rule?: string;
  /** How many fields of an incident's evidence it was compared with, of one that reproduces an incident. */
  readonly evidence?: { readonly same: number; readonly different: number; readonly notComparable: number };
  /** Whether its events can be looked at. */
  readonly shown: boolean;
}

/** Red scenarios whose runs first went wrong in the same way. */
export interface FailureGroup {
  /** The first divergence or unusual event without what differs from run to run, or else the rule. */
  readonly cause: string;
  readonly files: readonly { readonly id: string; readonly scenarios: readonly FailureLine[] }[];
}

export interface FailureLine {
  readonly key: string;
  readonly title: string;
  readonly rule: string;
  /** The story itself is at fault; nothing is said of the system. */
  readonly mistake?: true;
  /** What of the story may have led to it. */
  readonly perhaps?: string;
  /** Sequence of the event that explains it. */
  readonly sequence?: number;
}

/** What the page of one scenario shows, without anything of the machine: the same run gives the same bytes. */
export interface ScenarioModel {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly system: string;
  readonly seed: number;
  readonly result: Omit<RecordedResult, "kind"> | undefined;
  /** Virtual time of the first event, milliseconds since the epoch; all other times count from here. */
  readonly startAt: number;
  readonly endMs: number;
  readonly events: readonly ShownEvent[];
  readonly lanes: readonly Lane[];
  /** Where each event stands in the timeline, by its index. */
  readonly spans: readonly Span[];
  readonly skipped: readonly SkippedTime[];
  readonly machines: readonly MachinePicture[];
  /** Each machine's drawing once. */
  readonly drawings: readonly MachineDrawing[];
  /** The statement of the story that failed. */
  readonly excerpt?: SourceExcerpt;
  readonly notices: readonly string[];
}

/** In the order to which events refer. */
export type BodiesModel = readonly RecordedBody[];

/** From top to bottom; what calls each other most lies side by side. */
export const LANE_KINDS = [
  "person",
  "server",
  "callback",
  "database",
  "queue",
  "machine",
  "lambda",
  "s3",
  "other",
] as const;

export type LaneKind = (typeof LANE_KINDS)[number];

/** One part of the system. */
export interface Lane {
  readonly kind: LaneKind;
  readonly name: string;
  /** Rows that its overlapping spans need. */
  readonly rows: number;
}

export interface Span {
  readonly lane: number;
  readonly row: number;
  readonly fromMs: number;
  /** The same as `fromMs` for what takes no time; the end of the run for what never ended. */
  readonly toMs: number;
  /** Whether it was still under way when the run ended. */
  readonly open?: true;
  readonly tone?: "failed" | "fault";
}

/** The path that one execution took through a state machine. */
export interface MachinePicture {
  readonly machine: string;
  readonly execution: string;
  /** Place of the machine's drawing in the model's list; absent where nobody knows the definition. */
  readonly drawing?: number;
  /** By the drawing's boxes. */
  readonly marks: readonly BoxMark[];
  /** Arrows of the drawing that it went along. */
  readonly taken: readonly number[];
  /** States in the order in which they were entered, each with the event's sequence. */
  readonly visits: readonly { readonly state: string; readonly sequence: number }[];
  /** `succeeded`, `failed`, `under way` … */
  readonly outcome: string;
}

export type BoxMark = "taken" | "failed" | "plain";

/** A state machine laid out, without any path; measures in pixels. */
export interface MachineDrawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  readonly frames: readonly { readonly label: string; readonly place: DrawnPlace }[];
  readonly arrows: readonly DrawnArrow[];
}

export interface DrawnBox {
  readonly kind: "state" | "start" | "end" | "join";
  readonly state: string;
  readonly type: string;
  readonly place: DrawnPlace;
}

/** Placed by its centre. */
export interface DrawnPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnArrow {
  /** Names of the states at its ends; empty for the machine's start and end, and for what closes a Parallel or Map below it. */
  readonly from: string;
  readonly to: string;
  /** Into a graph, from state to state, to a Catch's target, or out of the graph. */
  readonly kind: "enter" | "next" | "caught" | "leave";
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x: number;
  readonly y: number;
}

/** Lines of a story around the statement that failed. */
export interface SourceExcerpt {
  readonly file: string;
  readonly line: number;
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** The file was written after the run began, so the line may be another. */
  readonly changed: boolean;
}

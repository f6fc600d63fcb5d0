import type { Json } from "../json/json.ts";
import type { JsonataExpression } from "../jsonata/expression.ts";
import type { JsonataFields } from "../jsonata/fields.ts";
import type { JsonataTemplate } from "../jsonata/template.ts";
import type { PathQuery, Query } from "../query/query.ts";
import type { Template } from "../query/template.ts";
import type { ChoiceRule, ConditionRule } from "./choice-rule.ts";
import type { DistributedMap, NumberField } from "./distributed-map.ts";
import type { TaskResource } from "./task-resource.ts";

/** A state machine's definition, or a branch or item processor inside it: typed, with every path compiled. */
export interface Graph {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  /** Place in the definition, as diagnostics name it; empty for the machine itself. */
  readonly location: string;
}

export interface Machine extends Graph {
  readonly timeoutSeconds: number | undefined;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

export const QUERY_LANGUAGES = ["JSONPath", "JSONata"] as const;

export type QueryLanguage = (typeof QUERY_LANGUAGES)[number];

/** `undefined` ends the machine (`End: true`). */
export type NextState = string | undefined;

/** `"discard"` is the JSON value null: an empty object instead of the data. */
export type DataPath = PathQuery | "discard" | undefined;

interface StateBase {
  readonly name: string;
  /** Set exactly when the state's language is JSONata; then the paths and templates beside it are undefined. */
  readonly jsonata: JsonataFields | undefined;
  readonly inputPath: DataPath;
  readonly outputPath: DataPath;
}

/** Fields of states that make a result. */
interface ResultFields {
  readonly parameters: Template | undefined;
  readonly resultPath: DataPath;
  readonly assign: Template | undefined;
  readonly next: NextState;
}

/** Fields of states that call something which may fail. */
interface CallFields extends ResultFields {
  readonly resultSelector: Template | undefined;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly resultPath: DataPath;
  readonly assign: Template | undefined;
  readonly jsonata: Omit<JsonataFields, "arguments"> | undefined;
}

export interface PassState extends StateBase, ResultFields {
  readonly type: "Pass";
  readonly result: Json | undefined;
}

export interface TaskState extends StateBase, CallFields {
  readonly type: "Task";
  readonly resource: TaskResource;
  /** Whose role the Task assumes: one of the two, by the state's language. */
  readonly credentials:
    | { readonly template: Template | undefined; readonly jsonata: JsonataTemplate | undefined }
    | undefined;
  readonly timeoutSeconds: number | PathQuery | JsonataExpression | undefined;
  readonly heartbeatSeconds: number | PathQuery | JsonataExpression | undefined;
}

export interface ChoiceState extends StateBase {
  readonly type: "Choice";
  readonly choices: readonly ChoiceBranch[];
  readonly default: string | undefined;
  readonly assign: Template | undefined;
}

export interface ChoiceBranch {
  /** A condition exactly when the state's language is JSONata. */
  readonly rule: ChoiceRule | ConditionRule;
  readonly next: string;
  readonly assign: Template | undefined;
  readonly jsonata: Omit<JsonataFields, "arguments"> | undefined;
}

export interface WaitState extends StateBase {
  readonly type: "Wait";
  readonly until: WaitUntil;
  readonly assign: Template | undefined;
  readonly next: NextState;
}

export type WaitUntil =
  | { readonly kind: "Seconds"; readonly seconds: number }
  | { readonly kind: "SecondsPath"; readonly path: PathQuery }
  | { readonly kind: "Timestamp"; readonly epochMs: number }
  | { readonly kind: "TimestampPath"; readonly path: PathQuery }
  | { readonly kind: "SecondsExpression"; readonly expression: JsonataExpression }
  | { readonly kind: "TimestampExpression"; readonly expression: JsonataExpression };

export interface SucceedState extends StateBase {
  readonly type: "Succeed";
}

export interface FailState {
  readonly type: "Fail";
  readonly name: string;
  readonly jsonata: JsonataFields | undefined;
  readonly error: string | Query | JsonataExpression | undefined;
  readonly cause: string | Query | JsonataExpression | undefined;
}

export interface ParallelState extends StateBase, CallFields {
  readonly type: "Parallel";
  readonly branches: readonly Graph[];
}

/** Fields of a JSONata Map state. */
export interface MapJsonataFields extends JsonataFields {
  readonly items: JsonataTemplate | undefined;
  readonly itemSelector: JsonataTemplate | undefined;
}

export interface MapState extends StateBase, CallFields {
  readonly type: "Map";
  readonly jsonata: MapJsonataFields | undefined;
  readonly itemsPath: PathQuery | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: NumberField;
  /** Only a distributed Map tolerates failures; an inline one evaluates the fields and goes on (recorded: test_base_map). */
  readonly toleratedFailureCount: NumberField;
  readonly toleratedFailurePercentage: NumberField;
  readonly itemProcessor: Graph;
  /** An inline Map with fields of a distributed one can be created and fails when it runs (measured by third parties). */
  readonly inlineRefuses: boolean;
  /** `undefined` for an inline Map. */
  readonly distributed: DistributedMap | undefined;
}

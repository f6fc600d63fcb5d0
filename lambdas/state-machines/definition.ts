/** The part of the Amazon States Language that the two machines use. Member names are the language's own. */
export interface StateMachineDefinition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State = TaskState | ChoiceState | ParallelState | MapState | PassState | SucceedState | FailState;

interface Transition {
  readonly Next?: string;
  readonly End?: true;
}

export interface TaskState extends Transition {
  readonly Type: "Task";
  readonly Resource: string;
  readonly InputPath?: string;
  readonly Parameters?: Template;
  readonly ResultPath?: string | null;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

interface ChoiceState {
  readonly Type: "Choice";
  readonly Choices: readonly (
    | { readonly Variable: string; readonly BooleanEquals: boolean; readonly Next: string }
    | { readonly Variable: string; readonly IsPresent: boolean; readonly Next: string }
    | { readonly Variable: string; readonly StringMatches: string; readonly Next: string }
  )[];
  readonly Default: string;
}

interface ParallelState extends Transition {
  readonly Type: "Parallel";
  readonly Branches: readonly { readonly StartAt: string; readonly States: Readonly<Record<string, State>> }[];
  readonly ResultPath: string;
  readonly Catch: readonly Catcher[];
}

/** The same states for every item of a list, up to 40 at once. */
export interface MapState extends Transition {
  readonly Type: "Map";
  readonly ItemsPath: string;
  readonly ItemProcessor: {
    readonly ProcessorConfig: { readonly Mode: "INLINE" };
    readonly StartAt: string;
    readonly States: Readonly<Record<string, State>>;
  };
  readonly ResultSelector: Template;
}

interface PassState extends Transition {
  readonly Type: "Pass";
  readonly Result?: Template | string;
  readonly Parameters?: Template;
  readonly ResultPath?: string;
}

interface SucceedState {
  readonly Type: "Succeed";
}

interface FailState {
  readonly Type: "Fail";
  readonly Error: string;
  readonly Cause: string;
}

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
}

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string | null;
  readonly Next: string;
}

/** A payload template: values, and paths in members whose name ends in `.$`. */
export interface Template {
  readonly [name: string]: string | number | boolean | Template | readonly Template[];
}

/** What both machines need to know of the place they are deployed to. */
export interface Deployment {
  /** ARN of the function that runs a Lambda's code. */
  readonly functionArn: (
    lambda: "validate" | "thumbnails" | "video_thumbnails" | "consolidate" | "zip" | "callback",
  ) => string;
  readonly mediaConvertRoleArn: string;
  readonly region: string;
}

export function retryTaskFailed(intervalSeconds: number, maxAttempts: number): readonly Retrier[] {
  return [
    {
      ErrorEquals: ["States.TaskFailed"],
      IntervalSeconds: intervalSeconds,
      MaxAttempts: maxAttempts,
      BackoffRate: 2,
    },
  ];
}

/** Any error goes to `next` as `$.error`. */
export function catchAll(next: string): readonly Catcher[] {
  return [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: next }];
}

import type { Clock } from "../../../clock/clock.ts";
import type { RandomStream } from "../../../clock/random-streams.ts";
import type { Trace } from "../../../network/trace.ts";
import type { ActivityDirectory } from "../activities/activity-directory.ts";
import type { TaskTokens } from "../callbacks/task-tokens.ts";
import type { IntrinsicTools } from "../intrinsics/intrinsic.ts";
import type { Document } from "../json/document.ts";
import type { JsonObject } from "../json/json.ts";
import { MAXIMUM_EVENTS } from "../limits.ts";
import type { ExecutionLog } from "../logging/execution-log.ts";
import type { StateMachineVersion } from "../state-machine.ts";
import type { TaskIntegrations } from "../tasks/task-integrations.ts";
import { Cancellation } from "./cancellation.ts";
import { Cancelled } from "./failure.ts";
import { type EventDetails, History, type HistoryEvent, NOT_TRUNCATED } from "./history.ts";
import type { Inspector } from "./inspection.ts";
import type { MockedResult, StateMocks } from "./state-mocks.ts";

export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** One state is tested alone (TestState): its failures do not say where in a history they happened. */
export interface StateTest {
  /** Instead of the Context object that the execution would have. */
  readonly context: JsonObject | undefined;
  /** Instead of what an ItemReader would read. */
  readonly itemReaderData: string | undefined;
  /** Iterations of the tested Map that count as failed. */
  readonly failedIterations: number;
}

/** What Tasks need that are ended from outside: by a worker, by who was sent a token, by a nested execution. */
export interface Callbacks {
  readonly tokens: TaskTokens;
  readonly activities: ActivityDirectory;
  readonly executions: ReadonlyMap<string, Execution>;
}

/** What an execution is given by its room. */
export interface ExecutionSurroundings {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly integrations: TaskIntegrations;
  readonly region: string;
  /** Stream of jitter, and of the intrinsic functions UUID and MathRandom. */
  readonly jitter: RandomStream;
  readonly intrinsics: RandomStream;
  readonly callbacks: Callbacks;
  readonly mocks?: StateMocks | undefined;
  readonly inspector?: Inspector | undefined;
  readonly test?: StateTest | undefined;
  /** Where the machine logs; `undefined` when it does not. */
  readonly log?: ExecutionLog | undefined;
  /** Called at the execution's end, after its last event. */
  readonly ended?: ((execution: Execution) => void) | undefined;
  /** Told of every event, when executions outlive the process. */
  readonly happened?: ((execution: Execution, event: HistoryEvent) => void) | undefined;
}

/** How an execution ended. */
export type Ending =
  | { readonly status: "SUCCEEDED"; readonly output: Document }
  | { readonly status: "FAILED" | "ABORTED"; readonly error: string | undefined; readonly cause: string | undefined }
  | { readonly status: "TIMED_OUT" };

const ENDING_EVENT = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  ABORTED: "ExecutionAborted",
  TIMED_OUT: "ExecutionTimedOut",
} as const;

/** What an execution is from its start. */
export interface ExecutionIdentity {
  readonly arn: string;
  readonly name: string;
  readonly machine: StateMachineVersion;
  /** The published version and the alias that it was started from, if any. */
  readonly versionArn?: string | undefined;
  readonly aliasArn?: string | undefined;
  readonly input: Document;
  /** The input as the caller wrote it, blanks included. */
  readonly inputText: string;
  readonly traceHeader?: string | undefined;
  readonly synchronous?: boolean;
  /** Of the map run whose child the execution is. */
  readonly mapRunArn?: string | undefined;
  /** Of the mocks that it was started with. */
  readonly testCase?: string | undefined;
}

/** What an execution has become since its start. */
export interface ExecutionProgress {
  /** Milliseconds since the epoch, as all times here. */
  readonly startedAt: number;
  readonly events: readonly HistoryEvent[];
  readonly redriveCount: number;
  readonly redrivenAt: number | undefined;
  readonly redrivenEventId: number;
  readonly endedAt: number | undefined;
  readonly ending: Ending | undefined;
  readonly machineDeleted: string | undefined;
  /** Calls of each mocked state. */
  readonly mockedCalls: ReadonlyMap<string, number>;
}

/** One execution of a state machine: its identity, history and outcome. It is driven by an `ExecutionRunner`. */
export class Execution {
  readonly arn: string;
  readonly name: string;
  readonly machine: StateMachineVersion;
  /** The published version and the alias that it was started from, if any. */
  readonly versionArn: string | undefined;
  readonly aliasArn: string | undefined;
  readonly input: Document;
  /** The input as the caller wrote it, blanks included. */
  readonly inputText: string;
  /** X-Ray's trace header as the caller gave it. */
  readonly traceHeader: string | undefined;
  /** Somebody waits for its end (StartSyncExecution): its Context object counts no redrives. */
  readonly synchronous: boolean;
  readonly mapRunArn: string | undefined;
  redriveCount = 0;
  /** When the last redrive began, milliseconds since the epoch. */
  redrivenAt: number | undefined;
  /** The event of the last redrive; 0 before the first one. */
  redrivenEventId = 0;
  readonly history: History;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Of this run: a redrive begins a new one. */
  cancellation = new Cancellation();
  readonly integrations: TaskIntegrations;
  readonly clock: Clock;
  readonly region: string;
  readonly jitter: RandomStream;
  readonly tools: IntrinsicTools;
  readonly mocks: StateMocks | undefined;
  readonly testCase: string | undefined;
  readonly #mockedCalls: Map<string, number>;
  readonly inspector: Inspector | undefined;
  readonly test: StateTest | undefined;
  readonly #surroundings: ExecutionSurroundings;
  readonly #trace: Trace;
  readonly #log: ExecutionLog | undefined;
  readonly #ended: ((execution: Execution) => void) | undefined;
  /** Cause of the failure that awaits it because its machine is being deleted. */
  #machineDeleted: string | undefined;
  endedAt: number | undefined;
  ending: Ending | undefined;

  /** `earlier`: what it had become before a restart. */
  constructor(identity: ExecutionIdentity, surroundings: ExecutionSurroundings, earlier?: ExecutionProgress) {
    this.arn = identity.arn;
    this.name = identity.name;
    this.machine = identity.machine;
    this.versionArn = identity.versionArn;
    this.aliasArn = identity.aliasArn;
    this.input = identity.input;
    this.inputText = identity.inputText;
    this.traceHeader = identity.traceHeader;
    this.synchronous = identity.synchronous ?? false;
    this.mapRunArn = identity.mapRunArn;
    this.testCase = identity.testCase;
    this.#mockedCalls = new Map(earlier?.mockedCalls);
    this.#surroundings = surroundings;
    this.clock = surroundings.clock;
    this.integrations = surroundings.integrations;
    this.region = surroundings.region;
    this.jitter = surroundings.jitter;
    this.tools = { random: surroundings.intrinsics };
    this.mocks = surroundings.mocks;
    this.inspector = surroundings.inspector;
    this.test = surroundings.test;
    this.#trace = surroundings.trace;
    this.#log = surroundings.log;
    this.#ended = surroundings.ended;
    this.startedAt = earlier?.startedAt ?? this.clock.now();
    this.history = new History(() => this.clock.now());
    if (earlier) {
      this.history.events.push(...earlier.events);
      this.redriveCount = earlier.redriveCount;
      this.redrivenAt = earlier.redrivenAt;
      this.redrivenEventId = earlier.redrivenEventId;
      this.endedAt = earlier.endedAt;
      this.ending = earlier.ending;
      this.#machineDeleted = earlier.machineDeleted;
      // Whoever waits for its end need not.
      if (this.ending) this.cancellation.cancel();
      return;
    }
    this.#append("ExecutionStarted", 0, {
      input: this.inputText,
      inputDetails: NOT_TRUNCATED,
      roleArn: this.machine.roleArn,
      ...(this.aliasArn !== undefined && { stateMachineAliasArn: this.aliasArn }),
      ...(this.versionArn !== undefined && { stateMachineVersionArn: this.versionArn }),
    });
  }

  get status(): ExecutionStatus {
    return this.ending?.status ?? "RUNNING";
  }

  /** For who keeps executions across restarts; without the events. */
  get progress(): Omit<ExecutionProgress, "events"> {
    const { startedAt, redriveCount, redrivenAt, redrivenEventId, endedAt, ending } = this;
    const machineDeleted = this.#machineDeleted;
    const mockedCalls = this.#mockedCalls;
    return { startedAt, redriveCount, redrivenAt, redrivenEventId, endedAt, ending, machineDeleted, mockedCalls };
  }

  get callbacks(): Callbacks {
    return this.#surroundings.callbacks;
  }

  /** An execution in the same surroundings: a child of one of this one's map runs. */
  child(identity: ExecutionIdentity): Execution {
    return new Execution(identity, this.#surroundings);
  }

  /** Says in the trace what no event of the history says. */
  note(message: string): void {
    this.#trace.record({ kind: "note", source: this.machine.name, message });
  }

  now(): number {
    return this.clock.now();
  }

  /**
   * What a mocked state gives for its next call. A state that is entered again goes on to the next answer, so that a poll
   * loop can end (recorded: test_numbered_mock_responses_multiple_success_invocations).
   */
  mockedResult(state: string): MockedResult | undefined {
    if (!this.mocks) return undefined;
    const call = this.#mockedCalls.get(state) ?? 0;
    this.#mockedCalls.set(state, call + 1);
    return this.mocks.resultFor(state, call);
  }

  /**
   * Records an event of a thread. Throws `Cancelled` when control has been taken from the thread, and ends the
   * execution when its history is full.
   */
  record(type: string, previousEventId: number, details: EventDetails | undefined, cancellation: Cancellation): number {
    if (this.ending || cancellation.cancelled) throw new Cancelled();
    if (this.#machineDeleted !== undefined) {
      this.end({ status: "FAILED", error: "States.Runtime", cause: this.#machineDeleted }, previousEventId);
      throw new Cancelled();
    }
    if (this.history.events.length === MAXIMUM_EVENTS - 1) {
      const cause = `The execution reached the maximum number of history events (${MAXIMUM_EVENTS}).`;
      this.end({ status: "FAILED", error: "States.Runtime", cause }, previousEventId);
      throw new Cancelled();
    }
    return this.#append(type, previousEventId, details);
  }

  /**
   * Its machine is being deleted: it goes on until something happens in it, and then fails instead (recorded by third
   * parties: a Wait ends without WaitStateExited, an activity without ActivitySucceeded).
   */
  failAtNextEvent(): void {
    this.#machineDeleted = `State machine ${this.machine.name} has been deleted`;
  }

  /** Ends the execution: the last event, and everything that still waits is cancelled. */
  end(ending: Ending, previousEventId: number): void {
    if (this.ending) return;
    this.#append(ENDING_EVENT[ending.status], previousEventId, endingDetails(ending));
    this.ending = ending;
    this.endedAt = this.clock.now();
    this.cancellation.cancel();
    this.#ended?.(this);
  }

  /** Opens an execution that has ended without success; it is for the caller to run it. */
  redrive(): void {
    this.ending = undefined;
    this.endedAt = undefined;
    this.cancellation = new Cancellation();
    this.redriveCount++;
    this.redrivenAt = this.clock.now();
    const details = { redriveCount: this.redriveCount };
    this.redrivenEventId = this.#append("ExecutionRedriven", this.history.events.length, details);
  }

  #append(type: string, previousEventId: number, details: EventDetails | undefined): number {
    const event = this.history.append(type, previousEventId, details);
    this.#log?.(event, this);
    this.#surroundings.happened?.(this, event);
    const state =
      details !== undefined && type.includes("State") && typeof details.name === "string" ? details.name : "";
    if (state !== "" || type.startsWith("Execution")) {
      this.#trace.record({
        kind: "state",
        source: this.machine.name,
        execution: this.arn,
        type,
        state,
        ...(typeof details?.error === "string" && { detail: details.error }),
      });
    }
    return event.id;
  }
}

function endingDetails(ending: Ending): EventDetails {
  switch (ending.status) {
    case "SUCCEEDED":
      return { output: ending.output.text, outputDetails: NOT_TRUNCATED };
    case "TIMED_OUT":
      // Recorded by third parties.
      return { error: "States.Timeout" };
    default:
      return {
        ...(ending.error !== undefined && { error: ending.error }),
        ...(ending.cause !== undefined && { cause: ending.cause }),
      };
  }
}

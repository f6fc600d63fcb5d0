import type { PendingTask } from "../callbacks/pending-task.ts";
import { Document, exceedsBytes } from "../json/document.ts";
import { type Json, numberOf } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { evaluateJsonata } from "../jsonata/evaluate.ts";
import type { JsonataExpression } from "../jsonata/expression.ts";
import { QueryFailure } from "../jsonata/query-failure.ts";
import type { JsonataTemplate } from "../jsonata/template.ts";
import { type JsonataTypes, jsonataType } from "../jsonata/types.ts";
import { MAXIMUM_DATA_BYTES, MAXIMUM_LOCATION_CHARACTERS } from "../limits.ts";
import { evaluateTemplate } from "../query/evaluate.ts";
import type { Scope } from "../query/scope.ts";
import type { Template } from "../query/template.ts";
import { AssignedVariables } from "./assigned-variables.ts";
import { contextObject } from "./context-object.ts";
import { dataLimitExceeded, RuntimeFailure, StateFailure } from "./failure.ts";
import { NOT_TRUNCATED } from "./history.ts";
import type { InspectedStage } from "./inspection.ts";
import type { MapItem } from "./map-item.ts";
import type { Outcome } from "./outcome.ts";
import type { Retries } from "./retry.ts";
import type { AttemptInFlight, Standing } from "./standing.ts";
import type { MockedResult } from "./state-mocks.ts";
import type { EnteredState, Thread } from "./thread.ts";

/** The published model allows MAXIMUM_CAUSE_CHARACTERS of a cause, the words about the state included. */
const MAXIMUM_SENTENCE = 32_000;

/** What `$states` shows besides the input and the context, when there is one. */
export interface StatesMembers {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** Of the iteration whose ItemSelector is evaluated. */
  readonly mapItem?: MapItem | undefined;
}

/**
 * What EvaluationFailed names as the event before it when the state has only been entered. Every field names the event
 * before the state (recorded: test_map_state_items_variable_sampling for Items; Output, Assign and Arguments reported of
 * recordings held back), only a Wait's Timestamp the state's own (recorded: test_wait_timestamp_jsonata).
 */
type NamedEvent = "beforeState" | "stateEntered";

/** One state being run by one thread: from its StateEntered event to its StateExited event. */
export class StateRun implements EnteredState {
  readonly thread: Thread;
  readonly name: string;
  readonly type: string;
  /** The state's raw input. */
  readonly input: Document;
  readonly enteredEventId: number;
  /** What the thread's chain ended with before this state was entered. */
  readonly previousEventId: number;
  readonly enteredAt: number;
  /** Retries so far; only states that can be retried show it in the Context object. */
  retryCount: number | undefined;
  /** The task of this attempt, when somebody outside can end it: its token is in the Context object. */
  task: PendingTask | undefined;
  /** The role of the Task's Credentials; `undefined` stands for the machine's. */
  roleArn: string | undefined;
  /** Of this state's retriers, once it has been tried. */
  retries: Retries | undefined;
  retryDueAt: number | undefined;
  waitUntil: number | undefined;
  attempt: AttemptInFlight | undefined;
  /** Where the state stood when the process ended. */
  readonly restart: Standing | undefined;
  #attemptToResume: AttemptInFlight | undefined;
  #isInterrupted = false;
  #context:
    | { value: Json; mapItem: MapItem | undefined; retryCount: number | undefined; task: PendingTask | undefined }
    | undefined;

  /** Threads of the latest attempt of a Parallel or a Map, those of iterations by index. */
  branchThreads: readonly Thread[] | undefined;
  /** Whether an attempt may go on with `branchThreads`: the first one of a redrive may. */
  #resumable = false;

  /** `entered` is the state as an earlier run had entered it: a redrive goes on without entering it again. */
  constructor(thread: Thread, name: string, type: string, input: Document, entered?: EnteredState) {
    this.thread = thread;
    this.name = name;
    this.type = type;
    this.input = input;
    thread.current = this;
    if (entered) {
      this.enteredAt = entered.enteredAt;
      this.previousEventId = entered.previousEventId;
      this.enteredEventId = thread.lastEventId = entered.enteredEventId;
      this.branchThreads = entered.branchThreads;
      this.restart = entered.standing;
      // A state that waits for its next attempt has given up the one before.
      this.#resumable = this.restart?.retryDueAt === undefined;
      if (this.#resumable) this.#attemptToResume = this.restart?.attempt;
      this.#isInterrupted = this.#resumable && this.restart !== undefined;
      return;
    }
    this.enteredAt = thread.execution.now();
    this.previousEventId = thread.lastEventId;
    this.enteredEventId = thread.record(`${type}StateEntered`, {
      name,
      input: input.text,
      inputDetails: NOT_TRUNCATED,
    });
  }

  /** The threads that this attempt goes on with, if any. */
  takeResumableThreads(): readonly Thread[] | undefined {
    if (!this.#resumable) return undefined;
    this.#resumable = false;
    return this.branchThreads;
  }

  /** The attempt that was under way when the process ended; only the first one after the restart goes on with it. */
  takeAttempt(): AttemptInFlight | undefined {
    const attempt = this.#attemptToResume;
    this.#attemptToResume = undefined;
    return attempt;
  }

  /** Whether the process ended in the middle of an attempt; said once, to the first attempt after the restart. */
  takeInterruption(): boolean {
    const isInterrupted = this.#isInterrupted;
    this.#isInterrupted = false;
    return isInterrupted;
  }

  /** For who keeps executions across restarts. */
  get standsAt(): Standing {
    const { retryCount, retryDueAt, waitUntil, attempt } = this;
    return { retryCount, retries: this.retries?.used ?? [], retryDueAt, waitUntil, attempt };
  }

  /** What paths see when `$` is `input`. */
  scope(input: Json, mapItem: MapItem | undefined = this.thread.mapItem): Scope {
    return {
      input,
      context: () => this.#contextValue(mapItem),
      variables: this.thread.variables,
      tools: this.thread.execution.tools,
    };
  }

  /** Shows a stage of the data flow to whoever watches the execution; next to nothing when nobody does. */
  inspect(stage: InspectedStage, value: Json): void {
    this.thread.execution.inspector?.inspect(this.name, stage, value);
  }

  /** What the state gives instead of calling, if it is mocked; asked once for each call. */
  mocked(): MockedResult | undefined {
    return this.thread.execution.mockedResult(this.name);
  }

  /** Evaluates a JSONata field. Throws the state's `States.QueryEvaluationError`, after recording EvaluationFailed. */
  async evaluate(
    template: JsonataTemplate,
    members: StatesMembers = {},
    named: NamedEvent = "beforeState",
  ): Promise<Json> {
    if (template.kind === "literal") return template.value;
    const { result, errorOutput, mapItem = this.thread.mapItem } = members;
    const states = {
      input: () => this.input.value,
      ...(result !== undefined && { result: () => result }),
      ...(errorOutput !== undefined && { errorOutput: () => errorOutput }),
      context: () => this.#contextValue(mapItem),
    };
    const { tools, clock } = this.thread.execution;
    try {
      return await evaluateJsonata(template, {
        states,
        variables: this.thread.variables,
        tools: { random: tools.random, now: () => clock.now() },
      });
    } catch (error) {
      throw error instanceof QueryFailure ? this.queryFailure(error.field, error.message, named) : error;
    }
  }

  /** Evaluates an expression that must give a value of one type. Throws like `evaluate`. */
  async evaluateTo<T extends keyof JsonataTypes>(
    type: T,
    expression: JsonataExpression,
    named: NamedEvent = "beforeState",
  ): Promise<JsonataTypes[T]> {
    const value = await this.evaluate(expression, {}, named);
    const actual = jsonataType(value);
    if (actual === type) return (type === "number" ? numberOf(value) : value) as JsonataTypes[T];
    throw this.unexpectedType(type, expression, value, named);
  }

  /** An expression gave a value of the wrong type (words recorded: test_map_state_items_variable_sampling). */
  unexpectedType(
    type: keyof JsonataTypes,
    { text, field }: JsonataExpression,
    value: Json,
    named: NamedEvent = "beforeState",
  ): StateFailure {
    return this.queryFailure(
      field,
      `The JSONata expression '${text}' specified for the field '${field}' returned an unexpected result type. Expected '${type}', but was '${jsonataType(value)}' for value: ${writeJson(value)}`,
      named,
    );
  }

  /** Records EvaluationFailed and gives the failure to throw. */
  queryFailure(field: string, message: string, named: NamedEvent = "beforeState"): StateFailure {
    const failure = this.failureOf(
      new RuntimeFailure(message.slice(0, MAXIMUM_SENTENCE), "States.QueryEvaluationError"),
    );
    // Only when nothing has happened since the state was entered; what a retry evaluates follows what came before it.
    if (named === "beforeState" && this.thread.lastEventId === this.enteredEventId) {
      this.thread.lastEventId = this.previousEventId;
    }
    this.thread.record("EvaluationFailed", {
      error: failure.error,
      cause: failure.failureCause,
      location: field.slice(0, MAXIMUM_LOCATION_CHARACTERS),
      state: this.name,
    });
    return failure;
  }

  /** Leaves a JSONata state: `fallback` is its output when the state, choice or catcher has no Output. */
  async exitJsonata(
    fields: { readonly output: JsonataTemplate | undefined; readonly assign: JsonataTemplate | undefined },
    fallback: Document,
    next: string | undefined,
    members: StatesMembers = {},
  ): Promise<Outcome> {
    const assigned = fields.assign && (await this.evaluate(fields.assign, members));
    const output = fields.output ? new Document(await this.evaluate(fields.output, members)) : fallback;
    return this.#leave(output, next, assigned);
  }

  /** Leaves the state. `assign` sees `result` as `$`; its variables hold from the next state on. */
  exit(output: Document, next: string | undefined, assign?: { template: Template | undefined; result: Json }): Outcome {
    return this.#leave(output, next, assign?.template && evaluateTemplate(assign.template, this.scope(assign.result)));
  }

  #leave(output: Document, next: string | undefined, assigned: Json | undefined): Outcome {
    if (exceedsBytes(output.text, MAXIMUM_DATA_BYTES)) throw dataLimitExceeded(this.name);
    const variables = assigned === undefined ? undefined : new AssignedVariables(assigned, this.name);
    variables?.assignTo(this.thread.variables, this.name);
    this.thread.record(`${this.type}StateExited`, {
      name: this.name,
      output: output.text,
      outputDetails: NOT_TRUNCATED,
      ...variables?.details,
    });
    const outcome = { output, next };
    this.thread.current = undefined;
    this.thread.left = outcome;
    return outcome;
  }

  /** Words an error as this state's failure. What is neither a failure nor a cancellation is our own bug: rethrown. */
  failureOf(error: unknown): StateFailure {
    if (error instanceof StateFailure) return error;
    if (error instanceof RuntimeFailure) {
      // Recorded: test_state_map_context_object of TestState has the sentence alone.
      const where = this.thread.execution.test
        ? ""
        : `An error occurred while executing the state '${this.name}' (entered at the event id #${this.enteredEventId}). `;
      return new StateFailure(error.error, `${where}${error.message}`);
    }
    throw error;
  }

  #contextValue(mapItem: MapItem | undefined): Json {
    const known = this.#context;
    if (known && known.mapItem === mapItem && known.retryCount === this.retryCount && known.task === this.task)
      return known.value;
    const state = { name: this.name, enteredAt: this.enteredAt, retryCount: this.retryCount };
    const value = contextObject(this.thread.execution, state, mapItem, this.task?.token);
    this.#context = { value, mapItem, retryCount: this.retryCount, task: this.task };
    return value;
  }
}

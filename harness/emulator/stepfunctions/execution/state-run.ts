import { Document, exceedsBytes } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { evaluateTemplate } from "../query/evaluate.ts";
import type { Scope } from "../query/scope.ts";
import type { Template } from "../query/template.ts";
import { contextObject } from "./context-object.ts";
import { dataLimitExceeded, RuntimeFailure, StateFailure } from "./failure.ts";
import { NOT_TRUNCATED } from "./history.ts";
import type { InspectedStage } from "./inspection.ts";
import { MAXIMUM_DATA_BYTES } from "./limits.ts";
import type { MockedResult } from "./state-mocks.ts";
import type { MapItem, Thread } from "./thread.ts";

/** What a state leaves behind. `next` is `undefined` at the end of its graph. */
export interface Outcome {
  readonly output: Document;
  readonly next: string | undefined;
}

/** One state being run by one thread: from its StateEntered event to its StateExited event. */
export class StateRun {
  readonly thread: Thread;
  readonly name: string;
  readonly type: string;
  /** The state's raw input. */
  readonly input: Document;
  readonly enteredEventId: number;
  readonly #enteredAt: number;
  /** Retries so far; only states that can be retried show it in the Context object. */
  retryCount: number | undefined;
  #context: { value: Json; mapItem: MapItem | undefined; retryCount: number | undefined } | undefined;

  constructor(thread: Thread, name: string, type: string, input: Document) {
    this.thread = thread;
    this.name = name;
    this.type = type;
    this.input = input;
    this.#enteredAt = thread.execution.now();
    this.enteredEventId = thread.record(`${type}StateEntered`, {
      name,
      input: input.text,
      inputDetails: NOT_TRUNCATED,
    });
    thread.currentType = type;
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

  /** What the state gives instead of calling, if it is mocked. */
  mocked(): MockedResult | undefined {
    return this.thread.execution.mocks?.resultFor(this.name, this.retryCount ?? 0);
  }

  /** Leaves the state. `assign` sees `result` as `$`; its variables hold from the next state on. */
  exit(output: Document, next: string | undefined, assign?: { template: Template | undefined; result: Json }): Outcome {
    if (exceedsBytes(output.text, MAXIMUM_DATA_BYTES)) throw dataLimitExceeded(this.name);
    const assigned = assign?.template && evaluateTemplate(assign.template, this.scope(assign.result));
    const variables = assigned instanceof Map ? [...assigned] : [];
    this.thread.record(`${this.type}StateExited`, {
      name: this.name,
      output: output.text,
      outputDetails: NOT_TRUNCATED,
      ...(variables.length > 0 && {
        assignedVariables: Object.fromEntries(variables.map(([name, value]) => [name, new Document(value).text])),
        assignedVariablesDetails: NOT_TRUNCATED,
      }),
    });
    this.thread.variables.assign(variables);
    this.thread.currentType = undefined;
    return { output, next };
  }

  /** Words an error as this state's failure. What is neither a failure nor a cancellation is our own bug: rethrown. */
  failureOf(error: unknown): StateFailure {
    if (error instanceof StateFailure) return error;
    if (error instanceof RuntimeFailure) {
      return new StateFailure(
        error.error,
        `An error occurred while executing the state '${this.name}' (entered at the event id #${this.enteredEventId}). ${error.message}`,
      );
    }
    throw error;
  }

  #contextValue(mapItem: MapItem | undefined): Json {
    const known = this.#context;
    if (known && known.mapItem === mapItem && known.retryCount === this.retryCount) return known.value;
    const state = { name: this.name, enteredAt: this.#enteredAt, retryCount: this.retryCount };
    const value = contextObject(this.thread.execution, state, mapItem);
    this.#context = { value, mapItem, retryCount: this.retryCount };
    return value;
  }
}

import type { KeptEntity, StateChanges } from "../../state-changes.ts";
import { parseMachine } from "../definition/parse-machine.ts";
import type { Ending, Execution, ExecutionIdentity, ExecutionProgress } from "../execution/execution.ts";
import type { HistoryEvent } from "../execution/history.ts";
import { Document } from "../json/document.ts";
import type { StepFunctionsService } from "../service.ts";
import type { StateMachineVersion } from "../state-machine.ts";
import { restoredThread, type WrittenThread, writtenThread } from "./written-thread.ts";

/** A machine as an execution was started with it; its definition is parsed again. */
export type WrittenMachine = Omit<StateMachineVersion, "definition">;

type WrittenEnding = Ending | { readonly status: "SUCCEEDED"; readonly text: string };

interface WrittenExecution
  extends Omit<ExecutionIdentity, "machine" | "input">,
    Omit<ExecutionProgress, "events" | "ending"> {
  readonly revision: string;
  readonly ending: WrittenEnding | undefined;
  readonly thread: WrittenThread | undefined;
  readonly redriveTokens: readonly { readonly token: string; readonly redrivenAt: number }[];
}

/** Standard executions across restarts: the history event by event, and where the execution is. */
export class KeptExecutions {
  readonly #service: StepFunctionsService;
  readonly #changes: StateChanges;
  /** By the key of a machine's revision. */
  readonly #machines = new Map<string, StateMachineVersion>();
  readonly #events = new Map<string, HistoryEvent[]>();
  readonly #written: WrittenExecution[] = [];

  constructor(service: StepFunctionsService, changes: StateChanges) {
    this.#service = service;
    this.#changes = changes;
  }

  /** Has the service tell of every event from now on. */
  listen(): void {
    this.#service.happened = (execution, event) => {
      const { arn, machine, mapRunArn } = execution;
      // Neither Express executions nor children of map runs outlive the process.
      if (machine.type === "EXPRESS" || mapRunArn !== undefined) return;
      this.#keepMachine(machine);
      this.#changes.changed("event", [arn, String(event.id)], () => event);
      this.#changes.changed("tokens", [], () => this.#service.tokens.issued);
      this.#changes.changed("execution", [arn], () => this.#writtenExecution(execution));
    };
  }

  take({ kind, key: [first = ""], value }: KeptEntity): void {
    if (kind === "event") {
      const events = this.#events.get(first);
      if (events) events.push(value as HistoryEvent);
      else this.#events.set(first, [value as HistoryEvent]);
    } else if (kind === "execution") this.#written.push(value as WrittenExecution);
    else this.#machines.set(first, parsedMachine(value as WrittenMachine));
  }

  /** All that was taken becomes executions, in the order of their start. */
  restore(): void {
    for (const written of this.#written) this.#restore(written);
    this.#written.length = 0;
    this.#events.clear();
  }

  #restore(written: WrittenExecution): void {
    const { revision, ending, thread, redriveTokens, ...rest } = written;
    const machine = this.#machines.get(revision);
    const events = this.#events.get(written.arn) ?? [];
    if (!machine || events.some(({ id }, index) => id !== index + 1)) {
      throw new Error(`the execution ${written.arn} is not whole`);
    }
    const execution = this.#service.restoreExecution(
      { ...rest, machine, input: Document.parse(written.inputText) },
      { ...rest, events, ending: ending && restoredEnding(ending) },
    );
    const { mapRuns, runner } = this.#service;
    const { cancellation } = execution;
    if (thread) runner.restoreThread(execution, restoredThread(thread, { execution, mapRuns, cancellation }));
    for (const { token, redrivenAt } of redriveTokens) this.#service.redriveTokens.add(execution, token, redrivenAt);
  }

  #keepMachine(machine: StateMachineVersion): void {
    const key = revisionOf(machine);
    if (this.#machines.has(key)) return;
    this.#machines.set(key, machine);
    this.#changes.changed("revision", [key], () => writtenMachine(machine));
  }

  #writtenExecution(execution: Execution): WrittenExecution {
    const { arn, name, versionArn, aliasArn, inputText, traceHeader, testCase, machine } = execution;
    const { ending, ...progress } = execution.progress;
    const thread = this.#service.runner.threadOf(execution);
    return {
      arn,
      name,
      versionArn,
      aliasArn,
      inputText,
      traceHeader,
      testCase,
      ...progress,
      revision: revisionOf(machine),
      ending: ending?.status === "SUCCEEDED" ? { status: ending.status, text: ending.output.text } : ending,
      thread: thread && writtenThread(thread),
      redriveTokens: this.#service.redriveTokens.of(execution),
    };
  }
}

export function writtenMachine({ definition: _, ...machine }: StateMachineVersion): WrittenMachine {
  return machine;
}

/** What its author asked for and this cloud has not was mocked when it was created, or is told of when it is reached. */
export function parsedMachine<T extends WrittenMachine>(machine: T): T & StateMachineVersion {
  return { ...machine, definition: parseMachine(machine.definitionText, machine.type) };
}

function revisionOf({ arn, revisionId, createdAt, updatedAt }: StateMachineVersion): string {
  return [arn, revisionId ?? "INITIAL", createdAt, updatedAt].join(" ");
}

function restoredEnding(ending: WrittenEnding): Ending {
  return "text" in ending ? { status: "SUCCEEDED", output: Document.parse(ending.text) } : ending;
}

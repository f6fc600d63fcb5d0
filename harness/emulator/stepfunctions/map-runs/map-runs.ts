import type { RandomStream } from "../../../clock/random-streams.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { DistributedMap } from "../definition/distributed-map.ts";
import type { MapState } from "../definition/machine.ts";
import type { Execution } from "../execution/execution.ts";
import { MapRun, type MapRunChild, type Tolerance } from "./map-run.ts";

/** What the room does with child executions. */
interface ChildExecutions {
  /** Makes a child known to the API. */
  keep(child: Execution): void;
  /** Drives a child to its end as an activity of its own. */
  run(child: Execution): Promise<void>;
}

const NEVER_REDRIVEN: ReadonlySet<string | undefined> = new Set(["States.DataLimitExceeded", "States.Runtime"]);

/** All map runs of a room. Executions start theirs here, operations look them up. */
export class MapRuns {
  readonly #runs = new Map<string, MapRun>();
  /** By the ARN of the execution that started them. */
  readonly #byExecution = new Map<string, MapRun[]>();
  readonly #ids: RandomStream;
  readonly #children: ChildExecutions;
  readonly #labels = new WeakMap<DistributedMap, string>();

  constructor(ids: RandomStream, children: ChildExecutions) {
    this.#ids = ids;
    this.#children = children;
  }

  /** Throws ResourceNotFound. */
  run(arn: string): MapRun {
    const run = this.#runs.get(arn);
    if (run) return run;
    throw new AwsError("ResourceNotFound", `Resource not found: '${arn}'`);
  }

  /** In the order in which they were started. */
  ofExecution(executionArn: string): readonly MapRun[] {
    return this.#byExecution.get(executionArn) ?? [];
  }

  /** Begins a run; its ARN ends with the label of its state and an id (recorded: test_map_state_label). */
  start(
    parent: Execution,
    state: MapState,
    distributed: DistributedMap,
    started: { enteredEventId: number; maxConcurrency: number; tolerance: Tolerance },
  ): MapRun {
    const label = this.#labelOf(distributed);
    // A child that starts a map run itself names the machine that a person made.
    const machineArn = (parent.machine.arn.split("/")[0] ?? "").replace(/(:stateMachine:[^:]+):.*$/, "$1");
    const run = new MapRun({
      arn: `${machineArn.replace(":stateMachine:", ":mapRun:")}/${label}:${this.#ids.uuid()}`,
      parent,
      machine: {
        ...parent.machine,
        arn: `${machineArn}/${label}`,
        name: `${parent.machine.name.split("/")[0]}/${label}`,
        type: distributed.executionType,
        definition: { ...parent.machine.definition, ...state.itemProcessor, timeoutSeconds: undefined },
        definitionText: distributed.definitionText,
      },
      ...started,
    });
    this.#runs.set(run.arn, run);
    const earlier = this.#byExecution.get(parent.arn);
    if (earlier) earlier.push(run);
    else this.#byExecution.set(parent.arn, [run]);
    return run;
  }

  /**
   * Opens again what an execution left unfinished, for its redrive: the last run of each state, unless it succeeded, or
   * failed for its data: then the state begins a new one
   * (https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html).
   */
  redrive(execution: Execution): void {
    const last = new Map(this.ofExecution(execution.arn).map((run) => [run.enteredEventId, run]));
    for (const run of last.values()) {
      if (run.status !== "SUCCEEDED" && !NEVER_REDRIVEN.has(run.error)) run.redrive();
    }
  }

  /**
   * The run that a state of a redriven execution goes on with: its children that did not succeed are run again.
   * `undefined` when the state begins a new run.
   */
  redrivenRun(parent: Execution, enteredEventId: number): MapRun | undefined {
    return this.ofExecution(parent.arn).findLast((run) => run.enteredEventId === enteredEventId && run.beingRedriven);
  }

  /**
   * Starts the execution of a child; `ended` settles with it. In a redrive a Standard child goes on where it was, an
   * Express one begins anew. Express children cannot be asked for, as on AWS.
   */
  startChild(run: MapRun, child: MapRunChild): { execution: Execution; ended: Promise<void> } {
    child.awaitsRedrive = false;
    const earlier = child.execution;
    if (earlier && run.machine.type === "STANDARD") {
      earlier.redrive();
      return { execution: earlier, ended: this.#children.run(earlier) };
    }
    const name = this.#ids.uuid();
    const { type, arn } = run.machine;
    const execution = run.parent.child({
      arn:
        type === "EXPRESS"
          ? `${arn.replace(":stateMachine:", ":express:")}:${name}:${this.#ids.uuid()}`
          : `${arn.replace(":stateMachine:", ":execution:")}:${name}`,
      name,
      machine: run.machine,
      input: child.input,
      inputText: child.input.text,
      mapRunArn: run.arn,
    });
    child.execution = execution;
    if (type === "STANDARD") this.#children.keep(execution);
    return { execution, ended: this.#children.run(execution) };
  }

  #labelOf(distributed: DistributedMap): string {
    const known = distributed.label ?? this.#labels.get(distributed);
    if (known !== undefined) return known;
    const label = this.#ids.uuid();
    this.#labels.set(distributed, label);
    return label;
  }
}

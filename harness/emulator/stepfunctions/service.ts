import type { Clock } from "../../clock/clock.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import type { Trace } from "../../network/trace.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { executionArn, type Place } from "./arns.ts";
import { Execution } from "./execution/execution.ts";
import { runExecution } from "./execution/run-execution.ts";
import type { Document } from "./json/document.ts";
import type { StateMachineVersion } from "./state-machine.ts";
import type { TaskIntegrations } from "./tasks/task-integrations.ts";

/** What the room holds: its state machines and executions. Operations read and change it. */
export class StepFunctionsService {
  readonly place: Place;
  readonly clock: Clock;
  readonly random: RandomStreams;
  readonly machines = new Map<string, StateMachineVersion>();
  /** In the order in which they were started. */
  readonly executions = new Map<string, Execution>();
  readonly #trace: Trace;
  readonly #integrations: TaskIntegrations;

  constructor(parts: {
    place: Place;
    clock: Clock;
    random: RandomStreams;
    trace: Trace;
    integrations: TaskIntegrations;
  }) {
    this.place = parts.place;
    this.clock = parts.clock;
    this.random = parts.random;
    this.#trace = parts.trace;
    this.#integrations = parts.integrations;
  }

  /** Throws StateMachineDoesNotExist (recorded: test_invalid_start_execution_arn). */
  machine(arn: string): StateMachineVersion {
    const machine = this.machines.get(arn);
    if (machine) return machine;
    throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
  }

  /** Throws ExecutionDoesNotExist (recorded: test_get_execution_history_no_such_execution). */
  execution(arn: string): Execution {
    const execution = this.executions.get(arn);
    if (execution) return execution;
    throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  }

  /** Starts an execution as an activity of its own. The name must be free. */
  start(machine: StateMachineVersion, name: string, input: { document: Document; text: string }): Execution {
    const arn = executionArn(this.place, machine.name, name);
    const execution = new Execution(
      { arn, name, machine, input: input.document, inputText: input.text },
      {
        clock: this.clock,
        trace: this.#trace,
        integrations: this.#integrations,
        region: this.place.region,
        jitter: this.random.stream("states/jitter"),
        intrinsics: this.random.stream("states/intrinsics"),
      },
    );
    this.executions.set(arn, execution);
    // A rejection is our own bug and must surface, so nothing handles it here.
    void this.clock.spawn(`execution ${machine.name}:${name}`, () => runExecution(execution));
    return execution;
  }
}

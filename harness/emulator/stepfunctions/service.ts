import type { Clock } from "../../clock/clock.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import type { Trace } from "../../network/trace.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { ActivityDirectory } from "./activities/activity-directory.ts";
import { executionArn, expressExecutionArn, type Place } from "./arns.ts";
import { TaskTokens } from "./callbacks/task-tokens.ts";
import type { Machine } from "./definition/machine.ts";
import { parseMachine } from "./definition/parse-machine.ts";
import {
  Execution,
  type ExecutionIdentity,
  type ExecutionProgress,
  type ExecutionSurroundings,
} from "./execution/execution.ts";
import type { Inspector } from "./execution/inspection.ts";
import { ExecutionRunner } from "./execution/run-execution.ts";
import type { Document } from "./json/document.ts";
import { executionLog } from "./logging/execution-log.ts";
import type { LogDelivery } from "./logging/log-delivery.ts";
import { MapRuns } from "./map-runs/map-runs.ts";
import type { MachineMocks } from "./mocks/machine-mocks.ts";
import { MockError } from "./mocks/mock-error.ts";
import { Publications } from "./publications.ts";
import { RedriveTokens } from "./redrive-tokens.ts";
import type { StartedFrom } from "./started-from.ts";
import type { StateMachineVersion } from "./state-machine.ts";
import type { StateMachineType } from "./state-machine-type.ts";
import type { TaskIntegrations } from "./tasks/task-integrations.ts";
import { isEmulated } from "./tasks/task-resource.ts";

/** What an execution is started with. */
interface StartInput {
  readonly document: Document;
  /** As the caller wrote it. */
  readonly text: string;
  /** X-Ray's; kept and described, nothing is traced. */
  readonly traceHeader?: string | undefined;
}

/** What the room holds: its state machines and executions. Operations read and change it. */
export class StepFunctionsService {
  readonly place: Place;
  readonly clock: Clock;
  readonly random: RandomStreams;
  readonly machines = new Map<string, StateMachineVersion>();
  readonly publications = new Publications();
  /** Tags by the ARN of what carries them. */
  readonly tags = new Map<string, Map<string, string>>();
  /** Machines that are gone as soon as these executions have ended, by ARN. */
  readonly deleting = new Map<string, Set<Execution>>();
  /** In the order in which they were started. */
  readonly executions = new Map<string, Execution>();
  readonly mapRuns: MapRuns;
  readonly logs: LogDelivery;
  readonly activities = new ActivityDirectory();
  readonly tokens: TaskTokens;
  readonly redriveTokens: RedriveTokens;
  readonly mocks: MachineMocks;
  readonly #trace: Trace;
  readonly #integrations: TaskIntegrations;
  readonly #inspector: Inspector | undefined;
  readonly runner: ExecutionRunner;
  /** Told of every event of Standard executions, when they outlive the process. */
  happened: ExecutionSurroundings["happened"];
  readonly #statusChanged: ((execution: Execution) => void) | undefined;

  constructor(parts: {
    place: Place;
    clock: Clock;
    random: RandomStreams;
    trace: Trace;
    integrations: TaskIntegrations;
    logs: LogDelivery;
    mocks: MachineMocks;
    inspector: Inspector | undefined;
    statusChanged?: ((execution: Execution) => void) | undefined;
  }) {
    this.#statusChanged = parts.statusChanged;
    this.mocks = parts.mocks;
    this.#inspector = parts.inspector;
    this.place = parts.place;
    this.redriveTokens = new RedriveTokens(() => parts.clock.now());
    this.clock = parts.clock;
    this.random = parts.random;
    this.mapRuns = new MapRuns(this.random.stream("states/map-runs"), {
      keep: (child) => this.executions.set(child.arn, child),
      run: (child) => this.#run(child),
    });
    this.runner = new ExecutionRunner(this.mapRuns);
    this.logs = parts.logs;
    this.tokens = new TaskTokens(this.random.stream("states/task-tokens"));
    this.#trace = parts.trace;
    this.#integrations = parts.integrations;
  }

  /** Throws StateMachineDoesNotExist (recorded: test_invalid_start_execution_arn). */
  machine(arn: string): StateMachineVersion {
    const machine = this.machines.get(arn);
    if (machine) return machine;
    throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
  }

  /** As `machine`; a machine that is being deleted is refused with StateMachineDeleting. */
  changeableMachine(arn: string): StateMachineVersion {
    if (this.deleting.has(arn)) {
      throw new AwsError("StateMachineDeleting", `State Machine is being deleted: '${arn}'`);
    }
    return this.machine(arn);
  }

  /** Parses a definition and holds the machine's mocks against it. Throws AWS's errors; what is wrong with a mock is a ValidationException. */
  parseDefinition(name: string, definition: string, type: StateMachineType): Machine {
    // Before a state is refused as not emulated: the name that mocks it may be mistyped.
    explainMockError(() => this.mocks.check(name, () => parseMachine(definition, type)));
    return parseMachine(definition, type, { isEmulated, isMocked: (state) => this.mocks.covers(name, state) });
  }

  /** Forgets a machine with its versions, aliases and tags; its executions stay readable. */
  removeMachine(arn: string): void {
    this.machines.delete(arn);
    this.deleting.delete(arn);
    this.tags.delete(arn);
    this.publications.forget(arn);
  }

  /** Throws ExecutionDoesNotExist (recorded: test_get_execution_history_no_such_execution). */
  execution(arn: string): Execution {
    const execution = this.executions.get(arn);
    if (execution) return execution;
    throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  }

  /** Starts an execution as an activity of its own. The name must be free, unless the machine is an Express one. */
  start(from: StartedFrom, name: string, input: StartInput): Execution {
    const execution = this.#create(from, name, input, false);
    this.#statusChanged?.(execution);
    // A rejection is our own bug and must surface, so nothing handles it here.
    void this.#run(execution);
    return execution;
  }

  /** Goes on with an execution that has ended without success, and with its map runs. */
  redrive(execution: Execution): void {
    this.mapRuns.redrive(execution);
    execution.redrive();
    this.#statusChanged?.(execution);
    void this.#run(execution);
  }

  /** Runs an execution of an Express machine to its end. */
  async runSynchronously(from: StartedFrom, name: string, input: StartInput): Promise<Execution> {
    const execution = this.#create(from, name, input, true);
    await this.#run(execution);
    return execution;
  }

  #create(from: StartedFrom, name: string, input: StartInput, synchronous: boolean): Execution {
    const { machine } = from;
    const arn =
      machine.type === "EXPRESS"
        ? expressExecutionArn(this.place, machine.name, name, this.random.stream("states/express-id").uuid())
        : executionArn(this.place, machine.name, name);
    const execution = new Execution(
      {
        ...from,
        arn,
        name,
        input: input.document,
        inputText: input.text,
        traceHeader: input.traceHeader,
        synchronous,
        testCase: from.testCase,
      },
      {
        ...this.#surroundings(),
        mocks: explainMockError(() => this.mocks.of(machine.name, from.testCase)),
        log: executionLog(machine, this.logs),
        ended: this.#executionEnded,
      },
    );
    this.executions.set(arn, execution);
    return execution;
  }

  /** An execution for one state that is tested alone: no operation finds it. Its ARN has no last part (recorded: TestState). */
  testExecution(
    machine: StateMachineVersion,
    input: StartInput,
    watched: Pick<ExecutionSurroundings, "mocks" | "inspector" | "test">,
  ): Execution {
    const name = this.random.stream("states/execution-name").uuid();
    const arn = `arn:aws:states:${this.place.region}:${this.place.accountId}:express:${machine.name}:${name}`;
    return new Execution(
      {
        machine,
        versionArn: undefined,
        aliasArn: undefined,
        arn,
        name,
        input: input.document,
        inputText: input.text,
        synchronous: true,
      },
      { ...this.#surroundings(), ...watched },
    );
  }

  /** An execution as it was before a restart; `resume` runs it. */
  restoreExecution(identity: ExecutionIdentity, progress: ExecutionProgress): Execution {
    const { machine, testCase } = identity;
    const surroundings = {
      ...this.#surroundings(),
      mocks: this.mocks.of(machine.name, testCase),
      log: executionLog(machine, this.logs),
      ended: this.#executionEnded,
    };
    const execution = new Execution(identity, surroundings, progress);
    this.executions.set(execution.arn, execution);
    return execution;
  }

  /** Goes on with an execution that was running before a restart. */
  resume(execution: Execution): void {
    void this.#run(execution);
  }

  #surroundings(): ExecutionSurroundings {
    return {
      clock: this.clock,
      trace: this.#trace,
      integrations: this.#integrations,
      region: this.place.region,
      jitter: this.random.stream("states/jitter"),
      intrinsics: this.random.stream("states/intrinsics"),
      callbacks: this,
      inspector: this.#inspector,
      happened: this.happened,
    };
  }

  /** One function for all executions: it is called at the end of each. */
  readonly #executionEnded = (execution: Execution): void => {
    this.#statusChanged?.(execution);
    if (this.deleting.size === 0) return;
    const { arn } = execution.machine;
    const awaited = this.deleting.get(arn);
    awaited?.delete(execution);
    if (awaited?.size === 0) this.removeMachine(arn);
  };

  #run(execution: Execution): Promise<void> {
    return this.clock.spawn(`execution ${execution.machine.name}:${execution.name}`, () => this.runner.run(execution));
  }
}

function explainMockError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof MockError ? new AwsError("ValidationException", error.message) : error;
  }
}

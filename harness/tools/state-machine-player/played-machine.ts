import { installWorldGlobals } from "../../clock/globals.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { createEmbeddedCloud } from "../../cloud/backends/embedded.ts";
import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";
import type { Inspector } from "../../emulator/stepfunctions/execution/inspection.ts";
import type { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { TEST_CREDENTIAL } from "../../world/credentials.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../../world/world-options.ts";

/** One definition and the name that its machine gets. */
export interface MachineSource {
  readonly name: string;
  /** JSON text. */
  readonly definition: string;
}

export interface PlayOptions {
  /** JSON text. */
  readonly input: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly seed: number;
  readonly mocks: MachineMocks;
  /** Test case of the mock configuration. */
  readonly testCase?: string | undefined;
  readonly inspector?: Inspector | undefined;
}

/** One execution, played to its end in virtual time. */
export interface PlayedMachine {
  /** RUNNING when it waits for somebody outside; `waiting` says for whom. */
  readonly status: string;
  readonly waiting: string | undefined;
  readonly output: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly startedAt: number;
  readonly events: readonly HistoryEvent[];
  /** Events of the nested executions that it started. */
  readonly nested: readonly (readonly HistoryEvent[])[];
}

/** What the emulated cloud answered to a request of the command. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * An embedded cloud for one command, with one machine in it. The cloud refuses by an `AwsError` of CreateStateMachine,
 * or by the answer's status.
 */
export class MachinePlayer {
  readonly #clock: VirtualClock;
  readonly #cloud: ReturnType<typeof createEmbeddedCloud>;

  constructor(options: Pick<PlayOptions, "seed" | "mocks" | "inspector">) {
    installWorldGlobals();
    const random = new RandomStreams(options.seed);
    const epochMs = machineTime.now();
    const clock = new VirtualClock({ name: "state machine", epochMs, globalRandom: random.stream("globals") });
    const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { retain: 10_000 });
    const network = new Network({
      clock,
      trace,
      faults: new FaultPlan(),
      latency: new LatencyModel("instant"),
      random,
    });
    this.#clock = clock;
    this.#cloud = createEmbeddedCloud({
      clock,
      random,
      network,
      accountId: DEFAULT_ACCOUNT_ID,
      region: DEFAULT_REGION,
      policies: {},
      credentials: [TEST_CREDENTIAL],
      unknownAccessKeys: "accept-unverified",
      mocks: options.mocks,
      inspector: options.inspector,
    });
  }

  /** Plays one execution to its end. */
  async play({ name, definition }: MachineSource, options: PlayOptions): Promise<PlayedMachine> {
    const stateMachineArn = this.#cloud.stepFunctions.createStateMachine({
      name,
      definition,
      roleArn: `arn:aws:iam::${DEFAULT_ACCOUNT_ID}:role/state-machine`,
      type: options.type,
    });
    const suffix = options.testCase === undefined ? "" : `#${options.testCase}`;
    const request = { stateMachineArn: `${stateMachineArn}${suffix}`, input: options.input };
    await this.#clock.drive(async () => {
      const { status, body } = await this.#call("StartExecution", request);
      if (status !== 200) throw new Refusal(String(body.message));
      await this.#clock.settle();
    });
    return this.#played();
  }

  /** One operation of Step Functions. */
  async call(operation: string, input: unknown): Promise<Answer> {
    return this.#clock.drive(() => this.#call(operation, input));
  }

  close(): void {
    this.#cloud.lambda.close();
  }

  async #call(operation: string, input: unknown): Promise<Answer> {
    const body = Buffer.from(JSON.stringify(input));
    const headers = {
      host: "states.amazonaws.com",
      "content-type": "application/x-amz-json-1.0",
      "content-length": String(body.length),
      "x-amz-target": `AWSStepFunctions.${operation}`,
    };
    const answer = await this.#cloud.gateway.sendAs("client", "operator", { method: "POST", path: "/", headers, body });
    return { status: answer.status, body: JSON.parse(answer.body.toString("utf8")) as Record<string, unknown> };
  }

  #played(): PlayedMachine {
    const [execution, ...others] = this.#cloud.stepFunctions.executions();
    if (!execution) throw new Error("An execution that was started is not there.");
    const { ending } = execution;
    const failed = ending?.status === "FAILED" || ending?.status === "ABORTED" ? ending : undefined;
    return {
      status: ending?.status ?? "RUNNING",
      waiting: ending ? undefined : this.#clock.expectedOutside.join(", "),
      output: ending?.status === "SUCCEEDED" ? ending.output.text : undefined,
      error: ending?.status === "TIMED_OUT" ? "States.Timeout" : failed?.error,
      cause: failed?.cause,
      startedAt: execution.startedAt,
      events: execution.history.events,
      nested: others.map(({ history }) => history.events),
    };
  }
}

/** The cloud refused the request; the message is the cloud's. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

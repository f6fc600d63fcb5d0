import { machineTime } from "../../clock/machine-time.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import type { VirtualClock } from "../../clock/virtual-clock.ts";
import { createStepFunctions, type StepFunctions } from "../../emulator/stepfunctions/index.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";

/** As many events as a served cloud keeps of its trace. */
const RETAINED_EVENTS = 10_000;
const ROLE_ARN = "arn:aws:iam::123456789012:role/bench";

export interface BenchRoom {
  readonly stepFunctions: StepFunctions;
  /** Creates a machine and returns its ARN. */
  create(name: string, definition: unknown): string;
  /** Starts an execution; it has the text as its input. Returns its ARN. */
  start(stateMachineArn: string, name: string, input: string): Promise<string>;
}

/** The Step Functions room alone, called in this process as the gateway calls it. Its machines call nothing. */
export function createBenchRoom(clock: VirtualClock): BenchRoom {
  const random = new RandomStreams(1);
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { retain: RETAINED_EVENTS });
  const refuse = (): never => {
    throw new Error("The machines of this bench call no service.");
  };
  const stepFunctions = createStepFunctions({
    clock,
    random,
    network: new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random }),
    accountId: "123456789012",
    region: "us-east-1",
    logs: { subscribe: () => false, deliver: () => {} },
    integrations: {
      callService: refuse,
      invokeLambda: refuse,
      mediaConvertCreateJob: refuse,
      mediaConvertJobEnded: refuse,
      mediaConvertAbandonJob: refuse,
    },
  });
  const headers = { "x-amz-target": "AWSStepFunctions.StartExecution", "content-type": "application/x-amz-json-1.0" };
  const principal = { role: "administrator", accessKeyId: "bench" };
  return {
    stepFunctions,
    create: (name, definition) =>
      stepFunctions.createStateMachine({ name, definition: JSON.stringify(definition), roleArn: ROLE_ARN }),
    async start(stateMachineArn, name, input) {
      const body = Buffer.from(JSON.stringify({ stateMachineArn, name, input }));
      const http = { method: "POST", path: "/", headers, body };
      const operation = stepFunctions.identify(http);
      if ("status" in operation) throw new Error(operation.body.toString("utf8"));
      const receivedAt = clock.now();
      const answer = await stepFunctions.handle({ http, operation, principal, requestId: "bench", receivedAt });
      if (answer.status !== 200) throw new Error(answer.body.toString("utf8"));
      return stateMachineArn.replace(":stateMachine:", ":execution:").concat(":", name);
    },
  };
}

import { RandomStreams } from "../../../clock/random-streams.ts";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { createEmbeddedCloud, type EmbeddedCloud } from "../../../cloud/backends/embedded.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import type { Policies } from "../../../network/permissions.ts";
import { Trace } from "../../../network/trace.ts";
import { checkedAnswer } from "../../published-model/checked-room.ts";
import { createServiceCalls, type ServiceCall } from "../../service-calls/index.ts";
import type { HistoryEvent } from "../execution/history.ts";
import { EPOCH, ROLE_ARN } from "./run-machine.ts";

const ACCOUNT = "123456789012";

export interface WholeCloud {
  readonly cloud: EmbeddedCloud;
  readonly clock: VirtualClock;
  readonly trace: Trace;
  /** One operation as the administrator, members in PascalCase. Throws the service's AwsError. */
  call(
    service: ServiceCall["service"],
    operation: string,
    request?: Record<string, unknown>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Creates a machine and starts it; gives the execution's ARN. */
  start(definition: unknown, input?: unknown): Promise<string>;
  /** Waits until nothing is left to happen; the events of the execution. */
  finish(executionArn: string): Promise<readonly HistoryEvent[]>;
}

/** All rooms of a cloud on a virtual clock. The role of machines may do everything, unless `policies` says otherwise. */
export function inWholeCloud<T>(act: (at: WholeCloud) => Promise<T>, policies: Policies = ALL_PERMITTED): Promise<T> {
  const random = new RandomStreams(6);
  const clock = new VirtualClock({ name: "whole cloud", epochMs: EPOCH });
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const cloud = createEmbeddedCloud({
    clock,
    random,
    network,
    accountId: ACCOUNT,
    region: "us-east-1",
    policies,
    credentials: [],
    acknowledge: checkedAnswer,
  });
  const send = createServiceCalls((source, role, http) => cloud.gateway.sendAs(source, role, http));
  const call: WholeCloud["call"] = async (service, operation, request = {}) =>
    (await send({ service, operation, request, source: "test", roleArn: "role/administrator" })).response;
  let machines = 0;
  return clock.drive(() =>
    act({
      cloud,
      clock,
      trace,
      call,
      async start(definition, input = {}) {
        machines++;
        const stateMachineArn = cloud.stepFunctions.createStateMachine({
          name: `machine-${machines}`,
          definition: JSON.stringify(definition),
          roleArn: ROLE_ARN,
        });
        const started = await call("states", "StartExecution", {
          StateMachineArn: stateMachineArn,
          Input: JSON.stringify(input),
        });
        return String(started.ExecutionArn);
      },
      async finish(executionArn) {
        await clock.settle();
        return cloud.stepFunctions.history(executionArn);
      },
    }),
  );
}

const ALL_PERMITTED: Policies = { machine: [{ actions: ["*"], resources: ["*"] }] };

/** A machine of one Task. */
export function taskMachine(task: Record<string, unknown>): unknown {
  return { StartAt: "Work", States: { Work: { Type: "Task", End: true, ...task } } };
}

/** JSON of an event's `output`. */
export function outputOf(event: HistoryEvent | undefined): unknown {
  return JSON.parse(String(event?.details?.output));
}

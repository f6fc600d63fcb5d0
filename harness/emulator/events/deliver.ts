import type { Deliveries } from "../deliveries.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { ServiceAnswer, ServiceCall } from "../service-calls/index.ts";
import type { Bus, BusDirectory, Rule, Target } from "./bus-directory.ts";
import type { Event } from "./event.ts";
import { inputOf } from "./target-input.ts";

/** A call of another service of the same cloud. */
export type CallService = (call: ServiceCall) => Promise<ServiceAnswer>;

/** Calls of targets. */
export type EventDeliveries = Deliveries<ServiceCall>;

const KINDS = ["sqs", "lambda", "states", "sns"] as const;

/** What a target is; `undefined` when it is none that is here. */
export function kindOf(arn: string): (typeof KINDS)[number] | undefined {
  return KINDS.find((service) => arn.startsWith(`arn:aws:${service}:`));
}

/** Sends an event to the targets of every rule that it fits; what is sent is on its way then. */
export function sendToTargets(buses: BusDirectory, bus: Bus, event: Event, deliveries: EventDeliveries): void {
  const { clock } = buses.deps;
  for (const rule of bus.rules.values()) {
    if (!rule.isEnabled || !rule.fits(event)) continue;
    for (const target of rule.targets.values()) {
      const request = callOf(target, inputOf(target, event, rule, clock.now()), rule);
      if (request) deliveries.send(`events tells ${target.Arn}`, request);
    }
  }
}

/** A target that refuses loses the event: there are no retries here. The refusal stands in the trace, as the outcome of the call. */
export async function send(call: CallService, request: ServiceCall): Promise<void> {
  try {
    await call(request);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

function callOf(target: Target, input: string, rule: Rule): ServiceCall | undefined {
  const service = kindOf(target.Arn);
  const [, , , region = "", account = "", name = ""] = target.Arn.split(":");
  const as = { source: "events", roleArn: target.RoleArn ?? rule.roleArn ?? "events" };
  if (service === "lambda") {
    const request = { FunctionName: target.Arn, InvocationType: "Event", Payload: input };
    return { ...as, service, operation: "Invoke", request };
  }
  if (service === "states") {
    return { ...as, service, operation: "StartExecution", request: { StateMachineArn: target.Arn, Input: input } };
  }
  if (service === "sns") {
    return { ...as, service, operation: "Publish", request: { TopicArn: target.Arn, Message: input } };
  }
  if (service !== "sqs") return undefined;
  const group = target.SqsParameters?.MessageGroupId;
  const request = {
    QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    MessageBody: input,
    ...(group !== undefined && { MessageGroupId: group }),
  };
  return { ...as, service, operation: "SendMessage", request };
}

import type { Deliveries } from "../deliveries.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { queueOfArn } from "../queue-request.ts";
import type { ServiceAnswer, ServiceCall } from "../service-calls/index.ts";
import type { Bus, BusDirectory, Rule, Target } from "./bus-directory.ts";
import { type DeadLetter, deadLetterCall } from "./dead-letter.ts";
import type { Event } from "./event.ts";
import { inputOf } from "./target-input.ts";

/** A call of another service of the same cloud. */
export type CallService = (call: ServiceCall) => Promise<ServiceAnswer>;

/** The call of a target, and where its event goes when that is refused. */
export interface TargetCall {
  readonly call: ServiceCall;
  readonly deadLetter: DeadLetter | undefined;
}

export type EventDeliveries = Deliveries<TargetCall>;

const KINDS = ["sqs", "lambda", "states", "sns"] as const;

/** What a target is; `undefined` when it is none that is here. */
export function kindOf(arn: string): (typeof KINDS)[number] | undefined {
  return KINDS.find((service) => arn.startsWith(`arn:aws:${service}:`));
}

/** Sends an event to the targets of every rule that it fits; what is sent is on its way then. */
export function sendToTargets(buses: BusDirectory, bus: Bus, event: Event, deliveries: EventDeliveries): void {
  for (const rule of bus.rules.values()) {
    if (rule.isEnabled && rule.fits?.(event)) sendToTargetsOf(buses, rule, event, deliveries);
  }
}

/** Sends an event to the targets of one rule. */
export function sendToTargetsOf(buses: BusDirectory, rule: Rule, event: Event, deliveries: EventDeliveries): void {
  for (const target of rule.targets.values()) {
    const body = inputOf(target, event, rule, buses.deps.clock.now());
    const call = callOf(target, body, rule);
    const queueArn = target.DeadLetterConfig?.Arn;
    const deadLetter =
      queueArn === undefined ? undefined : { queueArn, ruleArn: rule.arn, targetArn: target.Arn, body };
    if (call) deliveries.send(`events tells ${target.Arn}`, { call, deadLetter });
  }
}

/**
 * There are no retries here: what a target refuses goes to its dead-letter queue, or is lost. Refusals stand in the trace, as the
 * outcomes of the calls.
 */
export async function send(callService: CallService, { call, deadLetter }: TargetCall): Promise<void> {
  const refusal = await refusalOf(callService, call);
  if (refusal && deadLetter) await refusalOf(callService, deadLetterCall(deadLetter, refusal));
}

async function refusalOf(callService: CallService, call: ServiceCall): Promise<AwsError | undefined> {
  try {
    await callService(call);
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return error;
  }
}

function callOf(target: Target, input: string, rule: Rule): ServiceCall | undefined {
  const service = kindOf(target.Arn);
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
    QueueUrl: queueOfArn(target.Arn).QueueUrl,
    MessageBody: input,
    ...(group !== undefined && { MessageGroupId: group }),
  };
  return { ...as, service, operation: "SendMessage", request };
}

import { z } from "zod";
import { invalidAttributeValue, invalidValue } from "../errors.ts";
import { MAX_ALLOWED_SOURCE_QUEUES, MAX_RECEIVE_COUNT_LIMIT, MIN_RECEIVE_COUNT_LIMIT } from "../limits.ts";
import type { QueueSettings, RedriveAllowPolicy, RedrivePolicy } from "../queue-settings.ts";

/** The queue of an ARN, when there is one. */
export type FindQueue = (arn: string) => { readonly settings: QueueSettings } | undefined;

const redriveSchema = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]),
});

const FIFO_ARN = /\.fifo$/;

/** Empty text takes the policy away. Throws InvalidParameterValue. */
export function redrivePolicy(queueArn: string, text: string, find: FindQueue): RedrivePolicy | undefined {
  if (text === "") return undefined;
  const refuse = (reason: string) => invalidValue("RedrivePolicy", text, reason);
  const members = readMap(text, () => refuse("Redrive policy is not a valid JSON map."));
  for (const name of ["maxReceiveCount", "deadLetterTargetArn"]) {
    if (!(name in members)) throw refuse(`Redrive policy does not contain mandatory attribute: ${name}.`);
  }
  const parsed = redriveSchema.safeParse(members);
  const wrong = parsed.error?.issues[0]?.path[0];
  if (wrong === "maxReceiveCount") throw refuse(wrongCount(members.maxReceiveCount));
  if (!parsed.success || !parsed.data.deadLetterTargetArn.startsWith("arn:")) {
    throw refuse("Invalid value for deadLetterTargetArn.");
  }
  const { deadLetterTargetArn, maxReceiveCount } = parsed.data;
  const whole = Number.isInteger(maxReceiveCount);
  if (!whole || maxReceiveCount < MIN_RECEIVE_COUNT_LIMIT || maxReceiveCount > MAX_RECEIVE_COUNT_LIMIT) {
    throw refuse(wrongCount(maxReceiveCount));
  }
  const target = find(deadLetterTargetArn);
  if (!target) throw refuse("Dead letter target does not exist.");
  if (FIFO_ARN.test(deadLetterTargetArn) !== FIFO_ARN.test(queueArn)) {
    throw refuse("Dead-letter queue must be same type of queue as the source.");
  }
  if (!allows(target.settings.redriveAllow, queueArn)) {
    throw refuse("Redrive permission of the dead-letter queue does not allow this source queue.");
  }
  return { deadLetterTargetArn, maxReceiveCount };
}

const wrongCount = (count: unknown): string =>
  `Invalid value for maxReceiveCount: ${String(count)}, valid values are from ${MIN_RECEIVE_COUNT_LIMIT} to ` +
  `${MAX_RECEIVE_COUNT_LIMIT} both inclusive.`;

function allows(policy: RedriveAllowPolicy | undefined, sourceArn: string): boolean {
  if (!policy || policy.redrivePermission === "allowAll") return true;
  return policy.redrivePermission === "byQueue" && (policy.sourceQueueArns ?? []).includes(sourceArn);
}

const redriveAllowSchema = z.object({
  redrivePermission: z.enum(["allowAll", "denyAll", "byQueue"]),
  sourceQueueArns: z.array(z.string().startsWith("arn:")).max(MAX_ALLOWED_SOURCE_QUEUES).optional(),
});

/** Empty text takes the policy away. Throws InvalidAttributeValue. */
export function redriveAllowPolicy(text: string): RedriveAllowPolicy | undefined {
  if (text === "") return undefined;
  const refuse = () => invalidAttributeValue("RedriveAllowPolicy");
  const parsed = redriveAllowSchema.safeParse(readMap(text, refuse));
  if (!parsed.success) throw refuse();
  const named = parsed.data.sourceQueueArns !== undefined;
  if (named !== (parsed.data.redrivePermission === "byQueue")) throw refuse();
  return parsed.data;
}

function readMap(text: string, refuse: () => Error): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse();
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw refuse();
  return json as Readonly<Record<string, unknown>>;
}

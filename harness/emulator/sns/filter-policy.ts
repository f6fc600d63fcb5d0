import { compileEventPattern, type EventPattern } from "../event-pattern/event-pattern.ts";
import { invalidParameter } from "./errors.ts";
import type { MessageAttribute } from "./message.ts";
import type { Subscription } from "./topic-directory.ts";

/**
 * Reads a subscription's filter policy anew from its attributes (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html).
 * Throws InvalidParameter.
 */
export function compileFilter({ attributes }: Pick<Subscription, "attributes">): EventPattern | undefined {
  const policy = attributes.get("FilterPolicy");
  if (policy === undefined || policy === "" || policy === "{}") return undefined;
  const pattern = compileEventPattern(policy, (why) => invalidParameter(`FilterPolicy: ${why}`));
  const members = Object.entries(JSON.parse(policy) as object);
  const isNested = members.some(([name, wanted]) => name !== "$or" && !Array.isArray(wanted));
  if (isNested && attributes.get("FilterPolicyScope") !== "MessageBody") {
    throw invalidParameter("Filter policy scope MessageAttributes does not support nested filter policy");
  }
  return pattern;
}

/** Whether a message reaches a subscription. A body that is no JSON object fits no policy of bodies. */
export function letsThrough(
  { filter, attributes }: Subscription,
  body: string,
  messageAttributes: ReadonlyMap<string, MessageAttribute>,
): boolean {
  if (!filter) return true;
  if (attributes.get("FilterPolicyScope") !== "MessageBody") return filter(valuesOf(messageAttributes));
  try {
    return filter(JSON.parse(body));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Attributes as a policy compares them: numbers, texts, and the elements of String.Array. */
function valuesOf(attributes: ReadonlyMap<string, MessageAttribute>): object {
  return Object.fromEntries([...attributes].map(([name, attribute]) => [name, comparedValue(attribute)]));
}

function comparedValue({ type, text = "" }: MessageAttribute): unknown {
  if (type.startsWith("Number")) return Number(text);
  if (type !== "String.Array") return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

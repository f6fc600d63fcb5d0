import { z } from "zod";
import { ANONYMOUS } from "../gateway/authenticate.ts";
import { decide, Statement } from "../gateway/policies/policy-statements.ts";
import type { RoomCall } from "../room.ts";
import { accessDenied, queueDoesNotExist } from "./errors.ts";
import { callerAccount, type SqsState } from "./operation.ts";
import type { Queue } from "./queue.ts";
import { accountOfQueue } from "./queue-directory.ts";
import { SHARED_ACTIONS } from "./shared-actions.ts";

/** With these a queue's owner mends a policy that shuts himself out. */
const OWNERS_OWN: readonly string[] = ["DeleteQueue", "RemovePermission", "SetQueueAttributes"];

const Document = z.object({ Statement: z.union([Statement, z.array(Statement)]).transform((value) => [value].flat()) });

/**
 * Throws AccessDenied where the queue's policy forbids the request, or where somebody else than its account sends it and the policy does
 * not allow it (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-creating-custom-policies-access-policy-examples.html).
 */
export function checkAccess(state: SqsState, queue: Queue, action: string, call: RoomCall): void {
  const { principal } = call;
  const isAnonymous = principal.role === ANONYMOUS;
  const isOwner = !isAnonymous && callerAccount(state, call) === accountOfQueue(queue);
  const said = decide(statementsOf(queue.settings.policy), {
    action: `sqs:${action}`,
    resource: queue.arn,
    accountId: isAnonymous ? undefined : callerAccount(state, call),
    arn: principal.arn,
    conditions: conditionKeys(call),
  });
  if (said === "deny" && !(isOwner && OWNERS_OWN.includes(action))) {
    throw denied(call, queue, action, "with an explicit deny in a resource-based policy");
  }
  if (isOwner || (said === "allow" && SHARED_ACTIONS.includes(action))) return;
  if (action === "GetQueueUrl") throw queueDoesNotExist();
  throw denied(call, queue, action, `because no resource-based policy allows the sqs:${action.toLowerCase()} action`);
}

function denied({ principal }: RoomCall, queue: Queue, action: string, reason: string) {
  const who = principal.arn ?? (principal.accountId ? `arn:aws:iam::${principal.accountId}:root` : "anonymous");
  return accessDenied(
    `User: ${who} is not authorized to perform: sqs:${action.toLowerCase()} on resource: ${queue.arn} ${reason}`,
  );
}

/** A policy that cannot be read says nothing. */
function statementsOf(policy: string | undefined): readonly Statement[] {
  return policy === undefined ? [] : (Document.safeParse(JSON.parse(policy)).data?.Statement ?? []);
}

function conditionKeys({ http, principal, receivedAt }: RoomCall): Map<string, readonly string[]> {
  const keys: Record<string, string | undefined> = {
    "aws:securetransport": "false",
    "aws:sourceip": "127.0.0.1",
    "aws:currenttime": new Date(receivedAt).toISOString(),
    "aws:epochtime": String(Math.floor(receivedAt / 1000)),
    "aws:useragent": http.headers["user-agent"],
    "aws:principalaccount": principal.accountId,
    "aws:principalarn": principal.arn,
    "aws:userid": principal.userId,
  };
  return new Map(
    Object.entries(keys).flatMap(([key, value]): [string, string[]][] => (value === undefined ? [] : [[key, [value]]])),
  );
}

import { finalizationDefinition } from "../../../lambdas/state-machines/finalization.ts";
import { processingDefinition } from "../../../lambdas/state-machines/processing.ts";
import {
  type FunctionDescription,
  functionArn,
  type Infrastructure,
  type QueueDescription,
  queueArn,
  type StateMachineDescription,
  VIDEO_ROLE,
} from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";

/** A queue's attributes as CreateQueue takes them. */
export function queueAttributes(at: Infrastructure, queue: QueueDescription): Record<string, string> {
  return {
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(queue.messageRetentionSeconds),
    ReceiveMessageWaitTimeSeconds: String(queue.receiveWaitSeconds),
    ...(queue.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(at, queue.redrive.deadLetterQueue),
        maxReceiveCount: queue.redrive.maxReceiveCount,
      }),
    }),
  };
}

/** Definitions of the user's own in place of the replica's, as texts that fit the deployment. */
export type Definitions = Readonly<Partial<Record<StateMachineDescription["definition"], string>>>;

/** What CreateStateMachine takes, for each machine of the description. */
export function stateMachinesToCreate(
  at: Infrastructure,
  system: System,
  own: Definitions = {},
): readonly { readonly name: string; readonly definition: string; readonly roleArn: string }[] {
  const definitions = { processing: processingDefinition, finalization: finalizationDefinition };
  const deployment = {
    functionArn: (code: FunctionDescription["code"]) => functionArn(at, nameOfInvoked(at, code)),
    mediaConvertRoleArn: roleArn(at, VIDEO_ROLE),
    region: at.region,
  };
  return at.stateMachines.map(({ name, definition, role }) => ({
    name,
    definition: own[definition] ?? JSON.stringify(definitions[definition](system, deployment)),
    roleArn: roleArn(at, role),
  }));
}

export function roleArn(at: { readonly accountId: string }, role: string): string {
  return `arn:aws:iam::${at.accountId}:role/${role}`;
}

/** The machines invoke the first function that runs a Lambda's code; for the callback that is the dispatch function. */
function nameOfInvoked(at: Infrastructure, code: FunctionDescription["code"]): string {
  const found = at.functions.find((description) => description.code === code);
  // The machine of a revision without a Lambda never names it.
  return found?.name ?? `listing-media-${code}-staging`;
}

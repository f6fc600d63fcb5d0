import { z } from "zod";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { refusedOf } from "../../gateway/refusing-parameters.ts";
import { optional, parseMembers, refuseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import type { BusDirectory } from "../bus-directory.ts";
import { kindOf } from "../deliver.ts";
import { invalid, notEmulated, tooManyTargets } from "../errors.ts";
import { MAXIMUM_LISTED, MAXIMUM_TARGETS, MINIMUM_LISTED } from "../limits.ts";
import { REFUSED_PARAMETERS } from "../parameters.ts";
import { invalidToken } from "./rules.ts";

const text = optional(z.string());
const target = z.object({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: text,
  Input: text,
  InputPath: text,
  InputTransformer: optional(z.object({ InputPathsMap: optional(recordOf(z.string())), InputTemplate: z.string() })),
  SqsParameters: optional(z.object({ MessageGroupId: text })),
  DeadLetterConfig: optional(z.object({ Arn: text })),
  RetryPolicy: optional(recordOf(z.unknown())),
});
const ofRule = { Rule: z.string(), EventBusName: text };
const putSchema = z.object({ ...ofRule, Targets: z.array(target) });
const removeSchema = z.object({ ...ofRule, Ids: z.array(z.string()) });
const listSchema = z.object({
  ...ofRule,
  Limit: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED)),
  NextToken: text,
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(putSchema, input);
    for (const one of Array.isArray(input.Targets) ? (input.Targets as readonly Record<string, unknown>[]) : []) {
      refuseMembers("PutTargets", one, refusedOf("Target", REFUSED_PARAMETERS.PutTargets));
    }
    const { targets } = buses.rule(given.Rule, given.EventBusName);
    for (const { Id, Arn, Input, InputPath, InputTransformer, SqsParameters, DeadLetterConfig } of given.Targets) {
      checkDeadLetterQueue(Id, DeadLetterConfig?.Arn);
      if (Arn.startsWith("arn:aws:sqs:") && Arn.endsWith(".fifo") && !SqsParameters?.MessageGroupId) {
        throw invalid(`Parameter(s) MessageGroupId must be specified for target: ${Id}.`);
      }
      if (!kindOf(Arn)) throw notEmulated(`a target like ${Arn}`);
      if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1) {
        throw invalid("Only one of Input, InputPath, or InputTransformer must be provided for target.");
      }
    }
    const ids = new Set([...targets.keys(), ...given.Targets.map(({ Id }) => Id)]);
    if (ids.size > MAXIMUM_TARGETS) throw tooManyTargets();
    for (const one of given.Targets) targets.set(one.Id, one);
    return { FailedEntryCount: 0, FailedEntries: [] };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(removeSchema, input);
    const { targets } = buses.rule(given.Rule, given.EventBusName);
    for (const id of given.Ids) targets.delete(id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(listSchema, input);
    const all = [...buses.rule(given.Rule, given.EventBusName).targets.values()];
    const { items, nextToken } = cutPage(all, given.Limit ?? MAXIMUM_LISTED, given.NextToken, invalidToken);
    return { Targets: items, NextToken: nextToken };
  });

/** A standard queue: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
function checkDeadLetterQueue(id: string, arn: string | undefined): void {
  if (arn === undefined || (/^arn:aws:sqs:[^:]+:\d{12}:[^:]+$/.test(arn) && !arn.endsWith(".fifo"))) return;
  throw invalid(
    `Parameter DeadLetterConfig.Arn is not valid for target: ${id}. Reason: It must be a standard SQS queue.`,
  );
}

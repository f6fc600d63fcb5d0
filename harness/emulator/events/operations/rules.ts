import { z } from "zod";
import { compileEventPattern } from "../../event-pattern/event-pattern.ts";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import type { BusDirectory, Rule } from "../bus-directory.ts";
import { invalid, invalidPattern } from "../errors.ts";
import { MAXIMUM_LISTED, MAXIMUM_RULE_NAME_CHARACTERS, MINIMUM_LISTED } from "../limits.ts";
import { compileSchedule } from "../schedules/schedule-expression.ts";
import type { ScheduledRules } from "../schedules/scheduled-rules.ts";

const bus = { EventBusName: optional(z.string()) };
const putSchema = z.object({
  Name: z
    .string()
    .regex(/^[.\-_A-Za-z0-9]+$/)
    .max(MAXIMUM_RULE_NAME_CHARACTERS),
  EventPattern: optional(z.string()),
  ScheduleExpression: optional(z.string()),
  State: optional(z.enum(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"])),
  Description: optional(z.string()),
  RoleArn: optional(z.string()),
  Tags: optional(tagList),
  ...bus,
});
const named = z.object({ Name: z.string(), ...bus });
const page = {
  Limit: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED)),
  NextToken: optional(z.string()),
};
const listSchema = z.object({ NamePrefix: optional(z.string()), ...bus, ...page });
const byTargetSchema = z.object({ TargetArn: z.string(), ...bus, ...page });

export const invalidToken = () => invalid("NextToken is not valid.");

/** Makes a rule or changes it; its targets stay (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html). */
export const putRule = (buses: BusDirectory, scheduled: ScheduledRules): JsonOperation =>
  foretoldOperation((input, { receivedAt }) => {
    const given = parseMembers(putSchema, input);
    const { EventPattern: pattern, ScheduleExpression: schedule } = given;
    if (pattern === undefined && schedule === undefined) {
      throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    const on = buses.bus(given.EventBusName);
    if (schedule !== undefined) checkSchedule(schedule, on === buses.default);
    const before = on.rules.get(given.Name);
    const rule: Rule = {
      name: given.Name,
      arn: buses.ruleArn(on, given.Name),
      bus: on,
      targets: before?.targets ?? new Map(),
      tags: before?.tags ?? new Map(),
      pattern,
      fits: pattern === undefined ? undefined : compileEventPattern(pattern, invalidPattern),
      schedule,
      scheduledFromMs: receivedAt,
      isEnabled: given.State !== "DISABLED",
      description: given.Description,
      roleArn: given.RoleArn,
    };
    for (const { Key, Value } of given.Tags ?? []) rule.tags.set(Key, Value);
    on.rules.set(rule.name, rule);
    scheduled.arm(rule);
    return { RuleArn: rule.arn };
  });

function checkSchedule(expression: string, isDefaultBus: boolean): void {
  if (!isDefaultBus) throw invalid("ScheduleExpression is supported only on the default event bus.");
  if (!compileSchedule(expression, 0)) throw invalid("Parameter ScheduleExpression is not valid.");
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(named, input);
    return { ...described(buses.rule(given.Name, given.EventBusName)), CreatedBy: buses.deps.accountId };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html: targets go first. */
export const deleteRule = (buses: BusDirectory, scheduled: ScheduledRules): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(named, input);
    const { rules } = buses.bus(given.EventBusName);
    const rule = rules.get(given.Name);
    if (!rule) return undefined;
    if (rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.");
    rules.delete(given.Name);
    scheduled.arm(rule);
    return undefined;
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html, API_DisableRule.html */
export const setEnabled = (buses: BusDirectory, scheduled: ScheduledRules, isEnabled: boolean): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(named, input);
    const rule = buses.rule(given.Name, given.EventBusName);
    rule.isEnabled = isEnabled;
    scheduled.arm(rule);
    return undefined;
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(listSchema, input);
    const all = [...buses.bus(given.EventBusName).rules.values()].filter(({ name }) =>
      name.startsWith(given.NamePrefix ?? ""),
    );
    const { items, nextToken } = cutPage(all, given.Limit ?? MAXIMUM_LISTED, given.NextToken, invalidToken);
    return { Rules: items.map(described), NextToken: nextToken };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html */
export const listRuleNamesByTarget = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(byTargetSchema, input);
    const all = [...buses.bus(given.EventBusName).rules.values()].filter(({ targets }) =>
      [...targets.values()].some(({ Arn }) => Arn === given.TargetArn),
    );
    const { items, nextToken } = cutPage(all, given.Limit ?? MAXIMUM_LISTED, given.NextToken, invalidToken);
    return { RuleNames: items.map(({ name }) => name), NextToken: nextToken };
  });

function described(rule: Rule): object {
  return {
    Name: rule.name,
    Arn: rule.arn,
    ...(rule.pattern !== undefined && { EventPattern: rule.pattern }),
    ...(rule.schedule !== undefined && { ScheduleExpression: rule.schedule }),
    State: rule.isEnabled ? "ENABLED" : "DISABLED",
    ...(rule.description !== undefined && { Description: rule.description }),
    ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
    EventBusName: rule.bus.name,
  };
}

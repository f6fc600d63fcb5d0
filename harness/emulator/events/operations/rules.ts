import { z } from "zod";
import { compileEventPattern } from "../../event-pattern/event-pattern.ts";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import type { BusDirectory, Rule } from "../bus-directory.ts";
import { invalid, invalidPattern } from "../errors.ts";
import { MAXIMUM_LISTED, MAXIMUM_RULE_NAME_CHARACTERS, MINIMUM_LISTED } from "../limits.ts";

const bus = { EventBusName: optional(z.string()) };
const putSchema = z.object({
  Name: z
    .string()
    .regex(/^[.\-_A-Za-z0-9]+$/)
    .max(MAXIMUM_RULE_NAME_CHARACTERS),
  EventPattern: optional(z.string()),
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
export const putRule = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(putSchema, input);
    if (given.EventPattern === undefined) {
      throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    const fits = compileEventPattern(given.EventPattern, invalidPattern);
    const on = buses.bus(given.EventBusName);
    const before = on.rules.get(given.Name);
    const rule: Rule = {
      name: given.Name,
      arn: buses.ruleArn(on, given.Name),
      bus: on,
      targets: before?.targets ?? new Map(),
      tags: before?.tags ?? new Map(),
      pattern: given.EventPattern,
      fits,
      isEnabled: given.State !== "DISABLED",
      description: given.Description,
      roleArn: given.RoleArn,
    };
    for (const { Key, Value } of given.Tags ?? []) rule.tags.set(Key, Value);
    on.rules.set(rule.name, rule);
    return { RuleArn: rule.arn };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(named, input);
    return { ...described(buses.rule(given.Name, given.EventBusName)), CreatedBy: buses.deps.accountId };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html: targets go first. */
export const deleteRule = (buses: BusDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(named, input);
    const { rules } = buses.bus(given.EventBusName);
    if ((rules.get(given.Name)?.targets.size ?? 0) > 0) throw invalid("Rule can't be deleted since it has targets.");
    rules.delete(given.Name);
    return undefined;
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html, API_DisableRule.html */
export const setEnabled = (buses: BusDirectory, isEnabled: boolean): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(named, input);
    buses.rule(given.Name, given.EventBusName).isEnabled = isEnabled;
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
    EventPattern: rule.pattern,
    State: rule.isEnabled ? "ENABLED" : "DISABLED",
    ...(rule.description !== undefined && { Description: rule.description }),
    ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
    EventBusName: rule.bus.name,
  };
}

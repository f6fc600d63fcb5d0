import { z } from "zod";
import { recordOf } from "../../gateway/record-of.ts";
import { optional } from "../../gateway/service-input.ts";
import { conditionFailed } from "../errors.ts";
import { type Condition, readCondition } from "../expressions/condition.ts";
import { holds } from "../expressions/holds.ts";
import { NamesAndValues } from "../expressions/names-and-values.ts";
import type { Item } from "../values/attribute-value.ts";

/** Attributes as they come; `readItem` reads them, in DynamoDB's words. */
export const attributes = recordOf(z.unknown());

export const TableName = z.string();
export const expressionNames = {
  ExpressionAttributeNames: optional(recordOf(z.string())),
  ExpressionAttributeValues: optional(recordOf(z.unknown())),
};
export const conditional = {
  ...expressionNames,
  ConditionExpression: optional(z.string()),
  ReturnValuesOnConditionCheckFailure: optional(z.enum(["ALL_OLD", "NONE"])),
};

interface Names {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

/** Names and values of a request, for these of its expressions. Throws ValidationException. */
export function namesAndValues(given: Names, ...expressions: (string | undefined)[]): NamesAndValues {
  const hasSome = expressions.some((expression) => expression !== undefined);
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = given;
  return new NamesAndValues({ names, values }, hasSome);
}

export function readOptionalCondition(text: string | undefined, names: NamesAndValues): Condition | undefined {
  return text === undefined ? undefined : readCondition(text, "ConditionExpression", names);
}

/** Throws ConditionalCheckFailedException. */
export function checkCondition(condition: Condition | undefined, item: Item | undefined, returns?: string): void {
  if (condition === undefined || holds(condition, item ?? {})) return;
  throw conditionFailed(returns === "ALL_OLD" ? item : undefined);
}

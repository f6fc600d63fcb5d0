import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid } from "../errors.ts";
import { project } from "../expressions/path.ts";
import { readProjection } from "../expressions/projection.ts";
import { MAXIMUM_TRANSACTION, MINIMUM_BATCH, TOKEN_LIFE_MS } from "../limits.ts";
import type { TableDirectory } from "../tables/table-directory.ts";
import { type Item, itemBytes, readItem } from "../values/attribute-value.ts";
import { consumedBySeveral, ReturnConsumedCapacity, readUnits, writeUnits } from "./consumed-capacity.ts";
import { attributes, expressionNames, namesAndValues, TableName } from "./item-input.ts";
import {
  checkSchema,
  commit,
  deleteSchema,
  planCheck,
  planDelete,
  planPut,
  planUpdate,
  putSchema,
  updateSchema,
  type WritePlan,
} from "./write-plans.ts";

/** A transaction counts twice (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html). */
const FACTOR = 2;

const several = <T extends z.ZodType>(one: T) => z.array(one).min(MINIMUM_BATCH).max(MAXIMUM_TRANSACTION);

const writeSchema = z.object({
  TransactItems: several(
    z.object({
      Put: optional(putSchema),
      Delete: optional(deleteSchema),
      Update: optional(updateSchema),
      ConditionCheck: optional(checkSchema),
    }),
  ),
  ClientRequestToken: optional(z.string()),
  ReturnConsumedCapacity,
});
const getSchema = z.object({
  TransactItems: several(
    z.object({
      Get: z.object({
        TableName,
        Key: attributes,
        ProjectionExpression: optional(z.string()),
        ExpressionAttributeNames: expressionNames.ExpressionAttributeNames,
      }),
    }),
  ),
  ReturnConsumedCapacity,
});

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

/** All or nothing (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html). */
export const transactWriteItems = (tables: TableDirectory): JsonOperation => {
  const done = new Map<string, { readonly request: string; readonly endsAtMs: number }>();
  return foretoldOperation((input) => {
    const given = parseMembers(writeSchema, input);
    const request = JSON.stringify(given.TransactItems);
    // The oldest come first.
    for (const [token, { endsAtMs }] of done) {
      if (endsAtMs > tables.now()) break;
      done.delete(token);
    }
    const before = done.get(given.ClientRequestToken ?? "");
    if (before) {
      if (before.request === request) return {};
      throw new AwsError(
        "IdempotentParameterMismatchException",
        "Provided idempotent token: has been used with different parameters",
      );
    }
    const plans = given.TransactItems.map((one) => planOf(tables, one));
    const keys = plans.map(({ table, key }) => JSON.stringify([table.arn, ...table.keyNames.map((name) => key[name])]));
    if (new Set(keys).size < keys.length) {
      throw invalid("Transaction request cannot include multiple operations on one item");
    }
    const attempts = plans.map(attempt);
    const reasons = attempts.map((one): Reason => ("reason" in one ? one.reason : { Code: "None" }));
    if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);
    const units = new Map<string, number>();
    for (const one of attempts) {
      if ("reason" in one) continue;
      commit(one.plan, one.after);
      const name = one.plan.table.name;
      units.set(name, (units.get(name) ?? 0) + writeUnits(one.before, one.after, FACTOR));
    }
    if (given.ClientRequestToken !== undefined) {
      done.set(given.ClientRequestToken, { request, endsAtMs: tables.now() + TOKEN_LIFE_MS });
    }
    return consumedBySeveral(given.ReturnConsumedCapacity, units);
  });
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(getSchema, input);
    const units = new Map<string, number>();
    const Responses = given.TransactItems.map(({ Get }) => {
      const names = namesAndValues(Get, Get.ProjectionExpression);
      const paths =
        Get.ProjectionExpression === undefined ? undefined : readProjection(Get.ProjectionExpression, names);
      names.refuseUnused();
      const key = readItem(Get.Key);
      const table = tables.of(Get.TableName);
      table.checkKey(key);
      const item = table.get(key);
      const read = readUnits(item ? itemBytes(item) : 0, true, FACTOR);
      units.set(table.name, (units.get(table.name) ?? 0) + read);
      return item ? { Item: paths ? project(item, paths) : item } : {};
    });
    return { Responses, ...consumedBySeveral(given.ReturnConsumedCapacity, units) };
  });

type TransactItem = z.infer<typeof writeSchema>["TransactItems"][number];

function planOf(tables: TableDirectory, { Put, Delete, Update, ConditionCheck }: TransactItem): WritePlan {
  const plans = [
    ...(Put ? [planPut(tables, Put)] : []),
    ...(Delete ? [planDelete(tables, Delete)] : []),
    ...(Update ? [planUpdate(tables, Update)] : []),
    ...(ConditionCheck ? [planCheck(tables, ConditionCheck)] : []),
  ];
  const [plan] = plans;
  if (plan && plans.length === 1) return plan;
  throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
}

function attempt(
  plan: WritePlan,
): { plan: WritePlan; before: Item | undefined; after: Item | undefined } | { reason: Reason } {
  try {
    return { plan, ...plan.attempt() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const Code = error.code === "ConditionalCheckFailedException" ? "ConditionalCheckFailed" : "ValidationError";
    return { reason: { Code, Message: error.message, ...error.fields } };
  }
}

function cancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new AwsError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { fields: { CancellationReasons: reasons } },
  );
}

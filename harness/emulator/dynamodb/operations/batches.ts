import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { refusedOf } from "../../gateway/refusing-parameters.ts";
import { optional, parseMembers, refuseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid } from "../errors.ts";
import { project } from "../expressions/path.ts";
import { readProjection } from "../expressions/projection.ts";
import { MAXIMUM_BATCH_GET, MAXIMUM_BATCH_WRITE, MINIMUM_BATCH } from "../limits.ts";
import { REFUSED_PARAMETERS } from "../parameters.ts";
import type { Table } from "../tables/table.ts";
import type { TableDirectory } from "../tables/table-directory.ts";
import { type Item, itemBytes, readItem } from "../values/attribute-value.ts";
import { consumedBySeveral, ReturnConsumedCapacity, readUnits, writeUnits } from "./consumed-capacity.ts";
import { attributes, expressionNames, namesAndValues } from "./item-input.ts";
import { commit, planDelete, planPut, type WritePlan } from "./write-plans.ts";

const getSchema = z.object({
  RequestItems: recordOf(
    // Loose: what is not emulated is refused by its name.
    z.looseObject({
      Keys: z.array(attributes).min(MINIMUM_BATCH),
      ConsistentRead: optional(z.boolean()),
      ProjectionExpression: optional(z.string()),
      ExpressionAttributeNames: expressionNames.ExpressionAttributeNames,
    }),
  ),
  ReturnConsumedCapacity,
});
const writeSchema = z.object({
  RequestItems: recordOf(
    z.array(
      z.object({
        PutRequest: optional(z.object({ Item: attributes })),
        DeleteRequest: optional(z.object({ Key: attributes })),
      }),
    ),
  ),
  ReturnConsumedCapacity,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html: nothing is ever left unprocessed. */
export const batchGetItem = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(getSchema, input);
    const wishes = Object.entries(given.RequestItems);
    const count = wishes.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
    if (count > MAXIMUM_BATCH_GET) throw invalid("Too many items requested for the BatchGetItem call");
    const units = new Map<string, number>();
    const Responses = Object.fromEntries(
      wishes.map(([name, wish]) => {
        refuseMembers("BatchGetItem", wish, refusedOf("KeysAndAttributes", REFUSED_PARAMETERS.BatchGetItem));
        const names = namesAndValues(wish, wish.ProjectionExpression);
        const paths =
          wish.ProjectionExpression === undefined ? undefined : readProjection(wish.ProjectionExpression, names);
        names.refuseUnused();
        const table = tables.of(name);
        const keys = wish.Keys.map((key) => readItem(key));
        for (const key of keys) table.checkKey(key);
        refuseTwice(keys.map((key) => keyText(table, key)));
        const found = keys.map((key) => table.get(key));
        const read = found.map((item) => readUnits(item ? itemBytes(item) : 0, wish.ConsistentRead === true));
        units.set(
          table.name,
          read.reduce((sum, one) => sum + one, 0),
        );
        const items = found.filter((item): item is Item => item !== undefined);
        return [name, paths ? items.map((item) => project(item, paths)) : items];
      }),
    );
    return { Responses, UnprocessedKeys: {}, ...consumedBySeveral(given.ReturnConsumedCapacity, units) };
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html: all or nothing is not promised, and done here. */
export const batchWriteItem = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(writeSchema, input);
    const plans = Object.entries(given.RequestItems).flatMap(([name, requests]) =>
      requests.map((request) => planOf(tables, name, request)),
    );
    if (plans.length > MAXIMUM_BATCH_WRITE) throw invalid("Too many items requested for the BatchWriteItem call");
    if (plans.length < MINIMUM_BATCH) throw invalid("The batch write request list for a table cannot be null or empty");
    refuseTwice(plans.map(({ table, key }) => keyText(table, key)));
    const units = new Map<string, number>();
    // None is done before all could be.
    const attempts = plans.map((plan) => ({ plan, ...plan.attempt() }));
    for (const { plan, before, after } of attempts) {
      commit(plan, after);
      units.set(plan.table.name, (units.get(plan.table.name) ?? 0) + writeUnits(before, after));
    }
    return { UnprocessedItems: {}, ...consumedBySeveral(given.ReturnConsumedCapacity, units) };
  });

type WriteRequest = z.infer<typeof writeSchema>["RequestItems"][string][number];

function planOf(tables: TableDirectory, TableName: string, { PutRequest, DeleteRequest }: WriteRequest): WritePlan {
  if (PutRequest && !DeleteRequest) return planPut(tables, { TableName, ...nothing, Item: PutRequest.Item });
  if (DeleteRequest && !PutRequest) return planDelete(tables, { TableName, ...nothing, Key: DeleteRequest.Key });
  throw invalid(
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  );
}

const nothing = {
  ConditionExpression: undefined,
  ExpressionAttributeNames: undefined,
  ExpressionAttributeValues: undefined,
  ReturnValuesOnConditionCheckFailure: undefined,
};

const keyText = ({ arn, key }: Table, item: Item): string =>
  JSON.stringify([arn, item[key.hash], key.range === undefined ? undefined : item[key.range]]);

function refuseTwice(keys: readonly string[]): void {
  if (new Set(keys).size < keys.length) throw invalid("Provided list of item keys contains duplicates");
}

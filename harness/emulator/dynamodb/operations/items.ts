import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid } from "../errors.ts";
import { project } from "../expressions/path.ts";
import { readProjection } from "../expressions/projection.ts";
import type { TableDirectory } from "../tables/table-directory.ts";
import { type Item, itemBytes, readItem } from "../values/attribute-value.ts";
import { consumed, ReturnConsumedCapacity, readUnits, writeUnits } from "./consumed-capacity.ts";
import { attributes, expressionNames, namesAndValues, TableName } from "./item-input.ts";
import {
  commit,
  deleteSchema,
  planDelete,
  planPut,
  planUpdate,
  putSchema,
  updateSchema,
  type WritePlan,
} from "./write-plans.ts";

const returns = {
  ReturnConsumedCapacity,
  ReturnValues: optional(z.enum(["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"])),
};
const getSchema = z.object({
  TableName,
  Key: attributes,
  ConsistentRead: optional(z.boolean()),
  ProjectionExpression: optional(z.string()),
  ExpressionAttributeNames: expressionNames.ExpressionAttributeNames,
  ReturnConsumedCapacity,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(getSchema, input);
    const names = namesAndValues(given, given.ProjectionExpression);
    const paths =
      given.ProjectionExpression === undefined ? undefined : readProjection(given.ProjectionExpression, names);
    names.refuseUnused();
    const key = readItem(given.Key);
    const table = tables.of(given.TableName);
    table.checkKey(key);
    const item = table.get(key);
    const units = readUnits(item ? itemBytes(item) : 0, given.ConsistentRead === true);
    return {
      ...(item && { Item: paths ? project(item, paths) : item }),
      ...consumed(given.ReturnConsumedCapacity, table, units),
    };
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(putSchema.extend(returns), input);
    refuseReturns(given.ReturnValues);
    return write(planPut(tables, given), given);
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(deleteSchema.extend(returns), input);
    refuseReturns(given.ReturnValues);
    return write(planDelete(tables, given), given);
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(updateSchema.extend(returns), input);
    return write(planUpdate(tables, given), given);
  });

function write(
  plan: WritePlan,
  given: { ReturnValues?: string | undefined; ReturnConsumedCapacity?: string | undefined },
): object {
  const { before, after } = plan.attempt();
  commit(plan, after);
  const returned = returnedValues(plan, given.ReturnValues, before, after);
  return {
    ...(returned && { Attributes: returned }),
    ...consumed(given.ReturnConsumedCapacity, plan.table, writeUnits(before, after)),
  };
}

/** UPDATED_OLD and UPDATED_NEW are what the expression's paths lead to. */
function returnedValues(
  { update }: WritePlan,
  asked: string | undefined,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined {
  const touched = (item: Item | undefined) => {
    const left = project(item ?? {}, update?.paths ?? []);
    return Object.keys(left).length > 0 ? left : undefined;
  };
  if (asked === "ALL_OLD") return before;
  if (asked === "ALL_NEW") return after;
  if (asked === "UPDATED_OLD") return touched(before);
  return asked === "UPDATED_NEW" ? touched(after) : undefined;
}

function refuseReturns(asked: string | undefined): void {
  if (asked === undefined || asked === "NONE" || asked === "ALL_OLD") return;
  throw invalid("Return values set to invalid value");
}

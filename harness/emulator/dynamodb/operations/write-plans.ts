import { z } from "zod";
import { optional } from "../../gateway/service-input.ts";
import { invalid, invalidParameters } from "../errors.ts";
import { readUpdate, type Update } from "../expressions/update.ts";
import { MAXIMUM_ITEM_BYTES } from "../limits.ts";
import type { Table } from "../tables/table.ts";
import type { TableDirectory } from "../tables/table-directory.ts";
import { type Item, itemBytes, readItem } from "../values/attribute-value.ts";
import {
  attributes,
  checkCondition,
  conditional,
  namesAndValues,
  readOptionalCondition,
  TableName,
} from "./item-input.ts";

export const putSchema = z.object({ TableName, Item: attributes, ...conditional });
export const deleteSchema = z.object({ TableName, Key: attributes, ...conditional });
export const updateSchema = z.object({
  TableName,
  Key: attributes,
  UpdateExpression: optional(z.string()),
  ...conditional,
});
export const checkSchema = z.object({ TableName, Key: attributes, ...conditional, ConditionExpression: z.string() });

/** A write that has been read and not been done: `attempt` may be refused, and changes nothing; `commit` is not refused any more. */
export interface WritePlan {
  readonly table: Table;
  readonly key: Item;
  /** Of an update: the paths that it touches. */
  readonly update?: Update | undefined;
  /** What is there, and what will be. Throws ConditionalCheckFailedException, ValidationException. */
  attempt(): { readonly before: Item | undefined; readonly after: Item | undefined };
}

export function commit({ table, key }: WritePlan, after: Item | undefined): void {
  if (after) table.put(after);
  else table.delete(key);
}

export function planPut(tables: TableDirectory, given: z.infer<typeof putSchema>): WritePlan {
  const item = readItem(given.Item);
  const names = namesAndValues(given, given.ConditionExpression);
  const condition = readOptionalCondition(given.ConditionExpression, names);
  names.refuseUnused();
  const table = tables.of(given.TableName);
  const key = table.keyOf(item);
  return {
    table,
    key,
    attempt() {
      table.checkItem(item);
      checkSize(item, "Item size has exceeded the maximum allowed size");
      const before = table.get(key);
      checkCondition(condition, before, given.ReturnValuesOnConditionCheckFailure);
      return { before, after: item };
    },
  };
}

export function planDelete(tables: TableDirectory, given: z.infer<typeof deleteSchema>): WritePlan {
  const { table, key, condition } = planOnKey(tables, given);
  return {
    table,
    key,
    attempt() {
      table.checkKey(key);
      const before = table.get(key);
      checkCondition(condition, before, given.ReturnValuesOnConditionCheckFailure);
      return { before, after: undefined };
    },
  };
}

/** Only asks; what is there stays. */
export function planCheck(tables: TableDirectory, given: z.infer<typeof checkSchema>): WritePlan {
  const { table, key, condition } = planOnKey(tables, given);
  return {
    table,
    key,
    attempt() {
      table.checkKey(key);
      const before = table.get(key);
      checkCondition(condition, before, given.ReturnValuesOnConditionCheckFailure);
      return { before, after: before };
    },
  };
}

export function planUpdate(tables: TableDirectory, given: z.infer<typeof updateSchema>): WritePlan {
  const { table, key, condition, update } = planOnKey(tables, given);
  const touched = update?.paths.map(([first]) => String(first)) ?? [];
  const keyName = touched.find((name) => table.keyNames.includes(name));
  if (keyName !== undefined) {
    throw invalidParameters(`Cannot update attribute ${keyName}. This attribute is part of the key`);
  }
  return {
    table,
    key,
    update,
    attempt() {
      table.checkKey(key);
      const before = table.get(key);
      checkCondition(condition, before, given.ReturnValuesOnConditionCheckFailure);
      const after = update ? update.apply(before ?? key) : (before ?? key);
      table.checkItem(after);
      checkSize(after, "Item size to update has exceeded the maximum allowed size");
      return { before, after };
    },
  };
}

type OnKey = z.infer<typeof deleteSchema> & { readonly UpdateExpression?: string | undefined };

function planOnKey(tables: TableDirectory, given: OnKey) {
  const key = readItem(given.Key);
  const names = namesAndValues(given, given.ConditionExpression, given.UpdateExpression);
  const update = given.UpdateExpression === undefined ? undefined : readUpdate(given.UpdateExpression, names);
  const condition = readOptionalCondition(given.ConditionExpression, names);
  names.refuseUnused();
  return { table: tables.of(given.TableName), key, condition, update };
}

function checkSize(item: Item, sentence: string): void {
  if (itemBytes(item) > MAXIMUM_ITEM_BYTES) throw invalid(sentence);
}

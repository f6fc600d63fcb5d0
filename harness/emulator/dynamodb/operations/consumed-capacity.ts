import { z } from "zod";
import { optional } from "../../gateway/service-input.ts";
import { BYTES_PER_READ_UNIT, BYTES_PER_WRITE_UNIT } from "../limits.ts";
import type { Table } from "../tables/table.ts";
import { type Item, itemBytes } from "../values/attribute-value.ts";

export const ReturnConsumedCapacity = optional(z.enum(["INDEXES", "TOTAL", "NONE"]));

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ProvisionedThroughput.html */
export function readUnits(bytes: number, consistent: boolean, factor = 1): number {
  return Math.max(1, Math.ceil(bytes / BYTES_PER_READ_UNIT)) * (consistent ? 1 : 0.5) * factor;
}

/** The larger of both counts. */
export function writeUnits(before: Item | undefined, after: Item | undefined, factor = 1): number {
  const bytes = Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0);
  return Math.max(1, Math.ceil(bytes / BYTES_PER_WRITE_UNIT)) * factor;
}

/** `ConsumedCapacity` of one table, where it was asked for. */
export function consumed(asked: string | undefined, { name }: Table, CapacityUnits: number): object {
  const capacity = consumedOf(asked, name, CapacityUnits);
  return capacity ? { ConsumedCapacity: capacity } : {};
}

/** The same for several tables. */
export function consumedBySeveral(asked: string | undefined, units: ReadonlyMap<string, number>): object {
  const all = [...units].flatMap(([name, CapacityUnits]) => consumedOf(asked, name, CapacityUnits) ?? []);
  return all.length > 0 ? { ConsumedCapacity: all } : {};
}

function consumedOf(asked: string | undefined, TableName: string, CapacityUnits: number): object | undefined {
  if (asked !== "TOTAL" && asked !== "INDEXES") return undefined;
  return { TableName, CapacityUnits, ...(asked === "INDEXES" && { Table: { CapacityUnits } }) };
}

import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid } from "../errors.ts";
import { type Condition, type Operand, readCondition } from "../expressions/condition.ts";
import { holds } from "../expressions/holds.ts";
import { readProjection } from "../expressions/projection.ts";
import { MAXIMUM_SEGMENTS, MINIMUM_PAGE_ITEMS, MINIMUM_SEGMENT } from "../limits.ts";
import { type KeySchema, namesOf, scanPlace } from "../tables/table.ts";
import type { TableDirectory } from "../tables/table-directory.ts";
import { type AttributeValue, readItem } from "../values/attribute-value.ts";
import { consumed, ReturnConsumedCapacity, readUnits } from "./consumed-capacity.ts";
import { attributes, expressionNames, namesAndValues, TableName } from "./item-input.ts";
import { checkKeyValues, hashOf } from "./key-condition.ts";
import { checkHeld, checkSelect, itemsOf, readPage, viewOf } from "./read-view.ts";

const common = {
  TableName,
  IndexName: optional(z.string()),
  ConsistentRead: optional(z.boolean()),
  FilterExpression: optional(z.string()),
  ProjectionExpression: optional(z.string()),
  ...expressionNames,
  Limit: optional(z.number().int().min(MINIMUM_PAGE_ITEMS)),
  ExclusiveStartKey: optional(attributes),
  Select: optional(z.enum(["ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES"])),
  ReturnConsumedCapacity,
};
const querySchema = z.object({
  ...common,
  KeyConditionExpression: optional(z.string()),
  ScanIndexForward: optional(z.boolean()),
});
const segments = z.number().int().min(MINIMUM_SEGMENT);
const scanSchema = z.object({
  ...common,
  Segment: optional(segments),
  TotalSegments: optional(z.number().int().min(MINIMUM_PAGE_ITEMS).max(MAXIMUM_SEGMENTS)),
});

type Common = z.infer<z.ZodObject<typeof common>>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(querySchema, input);
    const { KeyConditionExpression: text } = given;
    if (text === undefined) {
      throw invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
    }
    const names = namesAndValues(given, text, given.FilterExpression, given.ProjectionExpression);
    const condition = readCondition(text, "KeyConditionExpression", names);
    const reading = readExpressions(given, names);
    const view = viewOf(tables.of(given.TableName), given.IndexName, given.ConsistentRead === true);
    const hash = hashOf(condition, view.key);
    checkKeyValues(condition, view.table);
    refuseKeyInFilter(reading.filter, view.key);
    const found = itemsOf(view, hash).filter((item) => holds(condition, item));
    return page(given, view, given.ScanIndexForward === false ? found.reverse() : found, reading, hash);
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(scanSchema, input);
    const { Segment, TotalSegments } = given;
    if ((Segment === undefined) !== (TotalSegments === undefined)) {
      const [there, missing] = Segment === undefined ? ["TotalSegments", "Segment"] : ["Segment", "TotalSegments"];
      throw invalid(
        `The ${missing} parameter is required but was not present in the request when ${there} parameter is present`,
      );
    }
    if (Segment !== undefined && TotalSegments !== undefined && Segment >= TotalSegments) {
      throw invalid(
        `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
      );
    }
    const names = namesAndValues(given, given.FilterExpression, given.ProjectionExpression);
    const reading = readExpressions(given, names);
    const view = viewOf(tables.of(given.TableName), given.IndexName, given.ConsistentRead === true);
    const all = itemsOf(view);
    const ours = all.filter(
      (item) =>
        TotalSegments === undefined ||
        Math.floor((Number.parseInt(scanPlace(item, view.key).slice(0, 8), 16) / 2 ** 32) * TotalSegments) === Segment,
    );
    return page(given, view, ours, reading);
  });

type Reading = ReturnType<typeof readExpressions>;

function readExpressions(given: Common, names: ReturnType<typeof namesAndValues>) {
  const { FilterExpression, ProjectionExpression } = given;
  const filter =
    FilterExpression === undefined ? undefined : readCondition(FilterExpression, "FilterExpression", names);
  const paths = ProjectionExpression === undefined ? undefined : readProjection(ProjectionExpression, names);
  names.refuseUnused();
  return { filter, paths };
}

function page(
  given: Common,
  view: ReturnType<typeof viewOf>,
  ordered: ReturnType<typeof itemsOf>,
  { filter, paths }: Reading,
  hash?: AttributeValue,
): object {
  checkSelect(given.Select, paths !== undefined, view);
  const named = [...(paths ?? []).map(([first]) => String(first)), ...(filter ? namesIn(filter) : [])];
  checkHeld(view, named, given.Select);
  const { bytes, answer } = readPage(view, ordered, {
    startKey: given.ExclusiveStartKey === undefined ? undefined : readItem(given.ExclusiveStartKey),
    limit: given.Limit,
    filter,
    paths,
    counts: given.Select === "COUNT",
    fetches: given.Select === "ALL_ATTRIBUTES" || paths !== undefined,
    hash,
  });
  const units = readUnits(bytes, given.ConsistentRead === true);
  return { ...answer, ...consumed(given.ReturnConsumedCapacity, view.table, units) };
}

/** Throws ValidationException. */
function refuseKeyInFilter(filter: Condition | undefined, key: KeySchema): void {
  const named = filter && namesIn(filter).find((name) => namesOf(key).includes(name));
  if (named === undefined) return;
  throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${named}`);
}

/** The attributes that a condition looks at. */
function namesIn(condition: Condition): string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return [...namesIn(condition.left), ...namesIn(condition.right)];
    case "not":
      return namesIn(condition.condition);
    case "exists":
      return [String(condition.path[0])];
    case "between":
      return [condition.operand, condition.low, condition.high].flatMap(namesOfOperand);
    case "in":
      return [condition.operand, ...condition.list].flatMap(namesOfOperand);
    default:
      return [condition.left, condition.right].flatMap(namesOfOperand);
  }
}

function namesOfOperand(operand: Operand): string[] {
  if (operand.kind === "size") return namesOfOperand(operand.of);
  return operand.kind === "path" ? [String(operand.path[0])] : [];
}

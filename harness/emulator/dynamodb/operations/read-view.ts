import { invalid, invalidParameters } from "../errors.ts";
import type { Condition } from "../expressions/condition.ts";
import { holds } from "../expressions/holds.ts";
import { type Path, project } from "../expressions/path.ts";
import { MAXIMUM_PAGE_BYTES } from "../limits.ts";
import { compareRanges, type Index, type KeySchema, namesOf, picked, scanPlace, type Table } from "../tables/table.ts";
import { type AttributeValue, equalValues, type Item, itemBytes } from "../values/attribute-value.ts";

/** A table or one of its indexes, as Query and Scan read it. */
export interface View {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly key: KeySchema;
}

/** Throws ValidationException. */
export function viewOf(table: Table, indexName: string | undefined, consistent: boolean): View {
  if (indexName === undefined) return { table, index: undefined, key: table.key };
  const index = table.settings.indexes.find(({ name }) => name === indexName);
  if (!index) throw invalid(`The table does not have the specified index: ${indexName}`);
  if (consistent && index.kind === "global") {
    throw invalid("Consistent reads are not supported on global secondary indexes");
  }
  return { table, index, key: index.key };
}

/** The view's items in the order of a scan, or of a query when there is a hash key; those without the index's key are not in it. */
export function itemsOf({ table, index, key }: View, hash?: AttributeValue): Item[] {
  const all = [...table.items(index ? undefined : hash)];
  const inView = index ? all.filter((item) => namesOf(key).every((name) => Object.hasOwn(item, name))) : all;
  return inOrder({ table, index, key }, inView);
}

const compareTexts = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

export interface PageWish {
  readonly startKey: Item | undefined;
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
  readonly counts: boolean;
  /** Of a query: the one that it asks for. */
  readonly hash: AttributeValue | undefined;
  /** Whether what a local index does not hold is fetched from the table (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html). */
  readonly fetches: boolean;
}

/** A page: it ends with the item that reaches the limit or exceeds a mebibyte; what the filter drops has been read all the same. */
export function readPage(view: View, ordered: readonly Item[], wish: PageWish) {
  const from = wish.startKey === undefined ? 0 : placeAfter(view, ordered, wish.startKey, wish.hash);
  const read: Item[] = [];
  let bytes = 0;
  for (const item of ordered.slice(from)) {
    if (read.length === wish.limit || bytes > MAXIMUM_PAGE_BYTES) break;
    read.push(item);
    bytes += itemBytes(item);
  }
  const visible = read.map((item) => shownItem(view, item, wish.fetches));
  const kept = visible.filter((item) => wish.filter === undefined || holds(wish.filter, item));
  const last = read.at(-1);
  const isEnd = from + read.length >= ordered.length && read.length !== wish.limit;
  const shown = kept.map((item) => (wish.paths ? project(item, wish.paths) : item));
  return {
    bytes,
    answer: {
      ...(!wish.counts && { Items: shown }),
      Count: kept.length,
      ScannedCount: read.length,
      ...(last && !isEnd && { LastEvaluatedKey: picked(last, startNames(view)) }),
    },
  };
}

/** What a start key names: the index's key and the table's. */
const startNames = ({ table, key }: View): readonly string[] => [...new Set([...namesOf(key), ...table.keyNames])];

/** Throws ValidationException. */
function placeAfter(view: View, ordered: readonly Item[], startKey: Item, hash: AttributeValue | undefined): number {
  const names = startNames(view);
  if (Object.keys(startKey).length !== names.length || names.some((name) => !Object.hasOwn(startKey, name))) {
    throw invalid("The provided starting key is invalid");
  }
  if (hash && !equalValues(hash, startKey[view.key.hash] ?? hash)) {
    throw invalid("The provided starting key is outside query boundaries based on provided conditions");
  }
  const key = view.table.keyOf(startKey);
  const at = ordered.findIndex((item) => sameKey(view.table.keyOf(item), key));
  if (at >= 0) return at + 1;
  // The item is gone: the page begins with what would come behind it.
  const places = inOrder(view, [...ordered, startKey]);
  const isDescending = ordered.length > 1 && places.indexOf(ordered[0] ?? {}) > places.indexOf(ordered.at(-1) ?? {});
  const behind = places.indexOf(startKey);
  return isDescending ? places.length - 1 - behind : behind;
}

const sameKey = (left: Item, right: Item): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Places are told once for each item: a sort asks often. */
function inOrder({ key, table }: View, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: scanPlace(item, key), tablePlace: scanPlace(item, table.key) }))
    .sort(
      (left, right) =>
        compareTexts(left.place, right.place) ||
        compareRanges(left.item, right.item, key) ||
        compareTexts(left.tablePlace, right.tablePlace) ||
        compareRanges(left.item, right.item, table.key),
    )
    .map(({ item }) => item);
}

function shownItem(view: View, item: Item, fetches: boolean): Item {
  const { index } = view;
  if (!index || index.projection.type === "ALL" || (fetches && index.kind === "local")) return item;
  return picked(item, heldNames(view, index));
}

/** What an index holds of an item. */
function heldNames({ table, key }: View, { projection }: Index): readonly string[] {
  return [...new Set([...table.keyNames, ...namesOf(key), ...projection.attributes])];
}

/** A global index has nothing but what it holds. Throws ValidationException. */
export function checkHeld(view: View, names: readonly string[], select: string | undefined): void {
  const { index } = view;
  if (index?.kind !== "global" || index.projection.type === "ALL") return;
  if (select === "ALL_ATTRIBUTES") {
    throw invalidParameters(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const held = heldNames(view, index);
  const missing = [...new Set(names)].filter((name) => !held.includes(name));
  if (missing.length === 0) return;
  throw invalidParameters(`Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
}

/** Throws ValidationException for the members of a Select that cannot be. */
export function checkSelect(select: string | undefined, hasProjection: boolean, view: View): void {
  if (select === "ALL_PROJECTED_ATTRIBUTES" && !view.index) {
    throw invalidParameters("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
  if (hasProjection && select !== undefined && select !== "SPECIFIC_ATTRIBUTES") {
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${select}`);
  }
  if (select === "SPECIFIC_ATTRIBUTES" && !hasProjection) {
    throw invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
  }
}

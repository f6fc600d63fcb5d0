import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { refusedOf } from "../../gateway/refusing-parameters.ts";
import { optional, parseMembers, refuseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid, invalidParameters } from "../errors.ts";
import {
  MAXIMUM_GLOBAL_INDEXES,
  MAXIMUM_KEY_ELEMENTS,
  MAXIMUM_LISTED,
  MAXIMUM_LOCAL_INDEXES,
  MAXIMUM_TABLE_NAME_CHARACTERS,
  MINIMUM_LISTED,
  MINIMUM_TABLE_NAME_CHARACTERS,
} from "../limits.ts";
import { REFUSED_PARAMETERS } from "../parameters.ts";
import { describedTable } from "../tables/described-table.ts";
import { type Index, type KeySchema, type KeyType, namesOf, type TableSettings } from "../tables/table.ts";
import type { TableDirectory } from "../tables/table-directory.ts";

const keySchema = z
  .array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }))
  .min(MINIMUM_LISTED)
  .max(MAXIMUM_KEY_ELEMENTS);
const throughput = z.object({
  ReadCapacityUnits: z.number().int().min(MINIMUM_LISTED),
  WriteCapacityUnits: z.number().int().min(MINIMUM_LISTED),
});
const name = z
  .string()
  .regex(/^[a-zA-Z0-9_.-]+$/)
  .min(MINIMUM_TABLE_NAME_CHARACTERS)
  .max(MAXIMUM_TABLE_NAME_CHARACTERS);
const index = z.looseObject({
  IndexName: name,
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: optional(z.enum(["ALL", "KEYS_ONLY", "INCLUDE"])),
    NonKeyAttributes: optional(z.array(z.string())),
  }),
  ProvisionedThroughput: optional(throughput),
});
const changeable = {
  AttributeDefinitions: optional(
    z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  ),
  BillingMode: optional(z.enum(["PROVISIONED", "PAY_PER_REQUEST"])),
  ProvisionedThroughput: optional(throughput),
  TableClass: optional(z.enum(["STANDARD", "STANDARD_INFREQUENT_ACCESS"])),
  DeletionProtectionEnabled: optional(z.boolean()),
  StreamSpecification: optional(z.looseObject({})),
  SSESpecification: optional(z.object({ Enabled: optional(z.boolean()) })),
};
const createSchema = z.object({
  TableName: name,
  KeySchema: keySchema,
  LocalSecondaryIndexes: optional(z.array(index)),
  GlobalSecondaryIndexes: optional(z.array(index)),
  Tags: optional(tagList),
  ...changeable,
});
const updateSchema = z.object({
  TableName: z.string(),
  GlobalSecondaryIndexUpdates: optional(
    z.array(
      z.object({
        Create: optional(index),
        Delete: optional(z.object({ IndexName: z.string() })),
        Update: optional(z.looseObject({ IndexName: z.string(), ProvisionedThroughput: throughput })),
      }),
    ),
  ),
  ...changeable,
});
const named = z.object({ TableName: z.string() });
const listSchema = z.object({
  ExclusiveStartTableName: optional(z.string()),
  Limit: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED)),
});

/** The answer says CREATING, as AWS's does; the table is there at once (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html). */
export const createTable = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(createSchema, input);
    refuseInner("CreateTable", "StreamSpecification", given.StreamSpecification);
    for (const one of given.GlobalSecondaryIndexes ?? []) refuseInner("CreateTable", "GlobalSecondaryIndex", one);
    const key = readKey(given.KeySchema);
    for (const name of ["LocalSecondaryIndexes", "GlobalSecondaryIndexes"] as const) {
      if (given[name]?.length === 0) throw invalidParameters(`List of ${name} is empty`);
    }
    const settings: TableSettings = {
      billingMode: given.BillingMode ?? "PROVISIONED",
      throughput: given.ProvisionedThroughput,
      attributeTypes: typesOf(given.AttributeDefinitions),
      indexes: [
        ...(given.LocalSecondaryIndexes ?? []).map((one) => readIndex(one, "local")),
        ...(given.GlobalSecondaryIndexes ?? []).map((one) => readIndex(one, "global")),
      ],
      tableClass: given.TableClass,
      isProtected: given.DeletionProtectionEnabled === true,
      isEncrypted: given.SSESpecification?.Enabled === true,
      expiresBy: undefined,
    };
    checkSettings(key, settings);
    const table = tables.create(given.TableName, key, settings);
    for (const { Key, Value } of given.Tags ?? []) table.tags.set(Key, Value);
    return { TableDescription: { ...describedTable(table), TableStatus: "CREATING" } };
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => ({ Table: describedTable(tables.named(parseMembers(named, input).TableName)) }));

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const table = tables.named(parseMembers(named, input).TableName);
    if (table.settings.isProtected) {
      throw invalid(
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      );
    }
    const description = { ...describedTable(table), TableStatus: "DELETING" };
    tables.delete(table);
    return { TableDescription: description };
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { ExclusiveStartTableName: start = "", Limit = MAXIMUM_LISTED } = parseMembers(listSchema, input);
    const names = tables.names().filter((name) => name > start);
    const TableNames = names.slice(0, Limit);
    return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const updateTable = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(updateSchema, input);
    refuseInner("UpdateTable", "StreamSpecification", given.StreamSpecification);
    for (const { Create, Update } of given.GlobalSecondaryIndexUpdates ?? []) {
      refuseInner("UpdateTable", "CreateGlobalSecondaryIndexAction", Create);
      refuseInner("UpdateTable", "UpdateGlobalSecondaryIndexAction", Update);
    }
    const table = tables.named(given.TableName);
    const { TableName: _, AttributeDefinitions: __, ...wishes } = given;
    if (Object.values(wishes).every((wish) => wish === undefined)) {
      throw invalid(
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
      );
    }
    const { key, settings } = table;
    const changed: TableSettings = {
      ...settings,
      billingMode: given.BillingMode ?? settings.billingMode,
      throughput:
        given.BillingMode === "PAY_PER_REQUEST" ? undefined : (given.ProvisionedThroughput ?? settings.throughput),
      attributeTypes: given.AttributeDefinitions
        ? new Map([...settings.attributeTypes, ...typesOf(given.AttributeDefinitions)])
        : settings.attributeTypes,
      indexes: changedIndexes(settings.indexes, given.GlobalSecondaryIndexUpdates ?? []),
      tableClass: given.TableClass ?? settings.tableClass,
      isProtected: given.DeletionProtectionEnabled ?? settings.isProtected,
      isEncrypted: given.SSESpecification?.Enabled ?? settings.isEncrypted,
    };
    checkIndexes(key, changed);
    Object.assign(settings, changed);
    return { TableDescription: { ...describedTable(table), TableStatus: "UPDATING" } };
  });

type Updates = NonNullable<z.infer<typeof updateSchema>["GlobalSecondaryIndexUpdates"]>;

function changedIndexes(indexes: readonly Index[], updates: Updates): readonly Index[] {
  return updates.reduce<readonly Index[]>((before, { Create, Delete, Update }) => {
    const name = Delete?.IndexName ?? Update?.IndexName;
    if (name !== undefined && !before.some((one) => one.name === name)) {
      throw invalid(`The table does not have the specified index: ${name}`);
    }
    const kept = before
      .filter((one) => one.name !== Delete?.IndexName)
      .map((one) => (one.name === Update?.IndexName ? { ...one, throughput: Update.ProvisionedThroughput } : one));
    if (Create && kept.some((one) => one.name === Create.IndexName)) {
      throw invalid("Attempting to create an index which already exists");
    }
    return Create ? [...kept, readIndex(Create, "global")] : kept;
  }, indexes);
}

function readKey(schema: z.infer<typeof keySchema>): KeySchema {
  const [first, second] = schema;
  if (first?.KeyType !== "HASH") {
    throw invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  if (second && second.KeyType !== "RANGE") {
    throw invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  if (first.AttributeName === second?.AttributeName) {
    throw invalid("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  return { hash: first.AttributeName, range: second?.AttributeName };
}

function readIndex(given: z.infer<typeof index>, kind: Index["kind"]): Index {
  const { ProjectionType: type } = given.Projection;
  if (type === undefined) throw invalidParameters("Unknown ProjectionType: null");
  return {
    name: given.IndexName,
    kind,
    key: readKey(given.KeySchema),
    projection: {
      type,
      attributes: given.Projection.NonKeyAttributes ?? [],
    },
    throughput: given.ProvisionedThroughput,
  };
}

function typesOf(definitions: z.infer<typeof changeable.AttributeDefinitions> = []): ReadonlyMap<string, KeyType> {
  return new Map(definitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
}

function checkSettings(key: KeySchema, settings: TableSettings): void {
  if (settings.billingMode === "PROVISIONED" && !settings.throughput) {
    throw invalidParameters(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  }
  if (settings.billingMode === "PAY_PER_REQUEST" && settings.throughput) {
    throw invalidParameters(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  }
  checkThroughput(settings);
  const used = checkIndexes(key, settings);
  const defined = [...settings.attributeTypes.keys()];
  if (defined.every((name) => used.has(name))) return;
  throw invalidParameters(
    settings.indexes.length === 0
      ? "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
      : `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(", ")}], keys used: [${[...used].join(", ")}]`,
  );
}

/** What of a global index is provisioned, as the table is. */
function checkThroughput({ billingMode, indexes }: TableSettings): void {
  for (const { name, kind, throughput } of indexes) {
    if (kind === "local") continue;
    if (billingMode === "PROVISIONED" && !throughput) {
      throw invalidParameters(`ProvisionedThroughput must be specified for index: ${name}`);
    }
    if (billingMode === "PAY_PER_REQUEST" && throughput) {
      throw invalidParameters(
        `ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
      );
    }
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html */
function checkProjection({ projection: { type, attributes } }: Index): void {
  if (type === "INCLUDE" && attributes.length === 0) {
    throw invalidParameters("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }
  if (type !== "INCLUDE" && attributes.length > 0) {
    throw invalidParameters(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
}

/** The attributes that keys use; each must have a type. */
function checkIndexes(key: KeySchema, { indexes, attributeTypes }: TableSettings): ReadonlySet<string> {
  const used = new Set([key, ...indexes.map((one) => one.key)].flatMap(namesOf));
  const missing = [...used].filter((name) => !attributeTypes.has(name));
  if (missing.length > 0) {
    throw invalidParameters(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${[...used].join(", ")}], AttributeDefinitions: [${[...attributeTypes.keys()].join(", ")}]`,
    );
  }
  const count = (kind: Index["kind"]) => indexes.filter((one) => one.kind === kind).length;
  if (count("local") > MAXIMUM_LOCAL_INDEXES || count("global") > MAXIMUM_GLOBAL_INDEXES) {
    throw invalidParameters("Index count exceeds the per-table limit");
  }
  const names = indexes.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidParameters(`Duplicate index name: ${twice}`);
  for (const one of indexes) checkProjection(one);
  if (key.range === undefined && count("local") > 0) {
    throw invalidParameters(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  }
  const rangeless = indexes.find((one) => one.kind === "local" && one.key.range === undefined);
  if (rangeless) throw invalidParameters(`Index KeySchema does not have a range key for index: ${rangeless.name}`);
  const stray = indexes.find((one) => one.kind === "local" && one.key.hash !== key.hash);
  if (stray) {
    throw invalidParameters(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${stray.name}`,
    );
  }
  return used;
}

/** Refuses by name what of an inner document is not emulated. */
function refuseInner(
  operation: "CreateTable" | "UpdateTable",
  shape: string,
  given: Readonly<Record<string, unknown>> | undefined,
): void {
  if (given) refuseMembers(operation, given, refusedOf(shape, REFUSED_PARAMETERS[operation]));
}

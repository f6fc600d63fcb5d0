import { itemBytes } from "../values/attribute-value.ts";
import type { Index, KeySchema, Table, Throughput } from "./table.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html; counts are exact, where AWS's are hours old. */
export function describedTable(table: Table): object {
  const { settings, arn, createdAtMs } = table;
  const items = [...table.items()];
  const local = settings.indexes.filter(({ kind }) => kind === "local");
  const global = settings.indexes.filter(({ kind }) => kind === "global");
  const isOnDemand = settings.billingMode === "PAY_PER_REQUEST";
  return {
    AttributeDefinitions: [...settings.attributeTypes].map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    TableName: table.name,
    KeySchema: describedKey(table.key),
    TableStatus: "ACTIVE",
    CreationDateTime: createdAtMs / 1000,
    ProvisionedThroughput: describedThroughput(settings.throughput),
    TableSizeBytes: items.reduce((sum, item) => sum + itemBytes(item), 0),
    ItemCount: items.length,
    TableArn: arn,
    TableId: table.id,
    ...(isOnDemand && {
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST", LastUpdateToPayPerRequestDateTime: createdAtMs / 1000 },
    }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local.map((index) => describedIndex(table, index)) }),
    ...(global.length > 0 && {
      GlobalSecondaryIndexes: global.map((index) => ({
        ...describedIndex(table, index),
        IndexStatus: "ACTIVE",
        ProvisionedThroughput: describedThroughput(index.throughput),
      })),
    }),
    ...(settings.tableClass !== undefined && { TableClassSummary: { TableClass: settings.tableClass } }),
    ...(settings.isEncrypted && { SSEDescription: { Status: "ENABLED", SSEType: "KMS" } }),
    DeletionProtectionEnabled: settings.isProtected,
  };
}

function describedKey({ hash, range }: KeySchema): object[] {
  const first = { AttributeName: hash, KeyType: "HASH" };
  return range === undefined ? [first] : [first, { AttributeName: range, KeyType: "RANGE" }];
}

function describedThroughput(given: Throughput | undefined): object {
  return { ReadCapacityUnits: 0, WriteCapacityUnits: 0, ...given };
}

function describedIndex(table: Table, { name, key, projection }: Index): object {
  const inIndex = [...table.items()].filter(
    (item) => Object.hasOwn(item, key.hash) && (key.range === undefined || Object.hasOwn(item, key.range)),
  );
  return {
    IndexName: name,
    KeySchema: describedKey(key),
    Projection: {
      ProjectionType: projection.type,
      ...(projection.attributes.length > 0 && { NonKeyAttributes: projection.attributes }),
    },
    IndexSizeBytes: inIndex.reduce((sum, item) => sum + itemBytes(item), 0),
    ItemCount: inIndex.length,
    IndexArn: `${table.arn}/index/${name}`,
  };
}

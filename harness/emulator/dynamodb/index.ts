import { createJsonProtocol, type JsonOperation } from "../gateway/json-protocol.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { refusingParameters } from "../gateway/refusing-parameters.ts";
import { DYNAMODB } from "../lazy-rooms/foretold-services.ts";
import type { RoomDependencies } from "../room.ts";
import type { KeepableRoom } from "../state-changes.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import type { DynamoDbOperationName } from "./operation-names.ts";
import { batchGetItem, batchWriteItem } from "./operations/batches.ts";
import { deleteItem, getItem, putItem, updateItem } from "./operations/items.ts";
import { query, scan } from "./operations/query-and-scan.ts";
import {
  describeContinuousBackups,
  describeTimeToLive,
  listTagsOfResource,
  tagResource,
  untagResource,
  updateTimeToLive,
} from "./operations/table-settings.ts";
import { createTable, deleteTable, describeTable, listTables, updateTable } from "./operations/tables.ts";
import { transactGetItems, transactWriteItems } from "./operations/transactions.ts";
import { REFUSED_PARAMETERS } from "./parameters.ts";
import { TableDirectory } from "./tables/table-directory.ts";

/** One account's DynamoDB in one region. */
export function createDynamoDb(deps: RoomDependencies): KeepableRoom {
  const tables = new TableDirectory(deps);
  const operations: Record<DynamoDbOperationName, JsonOperation> = {
    BatchGetItem: batchGetItem(tables),
    BatchWriteItem: batchWriteItem(tables),
    CreateTable: createTable(tables),
    DeleteItem: deleteItem(tables),
    DeleteTable: deleteTable(tables),
    DescribeContinuousBackups: describeContinuousBackups(tables),
    DescribeTable: describeTable(tables),
    DescribeTimeToLive: describeTimeToLive(tables),
    GetItem: getItem(tables),
    ListTables: listTables(tables),
    ListTagsOfResource: listTagsOfResource(tables),
    PutItem: putItem(tables),
    Query: query(tables),
    Scan: scan(tables),
    TagResource: tagResource(tables),
    TransactGetItems: transactGetItems(tables),
    TransactWriteItems: transactWriteItems(tables),
    UntagResource: untagResource(tables),
    UpdateItem: updateItem(tables),
    UpdateTable: updateTable(tables),
    UpdateTimeToLive: updateTimeToLive(tables),
  };
  return {
    ...createJsonProtocol({
      ...DYNAMODB,
      operations: refusingParameters(operations, REFUSED_PARAMETERS),
      notEmulated: operationsIn(NOT_EMULATED),
    }),
    keep: async (changes) => (await import("./kept/kept-dynamodb.ts")).keepDynamoDb(tables, changes),
  };
}

/** Operations that this room answers. */
export const OPERATION_NAMES = [
  "BatchGetItem",
  "BatchWriteItem",
  "CreateTable",
  "DeleteItem",
  "DeleteTable",
  "DescribeContinuousBackups",
  "DescribeTable",
  "DescribeTimeToLive",
  "GetItem",
  "ListTables",
  "ListTagsOfResource",
  "PutItem",
  "Query",
  "Scan",
  "TagResource",
  "TransactGetItems",
  "TransactWriteItems",
  "UntagResource",
  "UpdateItem",
  "UpdateTable",
  "UpdateTimeToLive",
] as const;

export type DynamoDbOperationName = (typeof OPERATION_NAMES)[number];

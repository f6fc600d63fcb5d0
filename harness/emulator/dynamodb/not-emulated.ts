import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of DynamoDB that are refused by name. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  {
    reason: "there is no PartiQL",
    operations: ["BatchExecuteStatement", "ExecuteStatement", "ExecuteTransaction"],
  },
  {
    reason: "there are no backups",
    operations: [
      "CreateBackup",
      "DeleteBackup",
      "DescribeBackup",
      "ExportTableToPointInTime",
      "ListBackups",
      "RestoreTableFromBackup",
      "RestoreTableToPointInTime",
      "UpdateContinuousBackups",
    ],
  },
  {
    reason: "there are no global tables",
    operations: [
      "CreateGlobalTable",
      "DescribeGlobalTable",
      "DescribeGlobalTableSettings",
      "DescribeTableReplicaAutoScaling",
      "ListGlobalTables",
      "UpdateGlobalTable",
      "UpdateGlobalTableSettings",
      "UpdateTableReplicaAutoScaling",
    ],
  },
  {
    reason: "nothing is imported or exported",
    operations: ["DescribeExport", "DescribeImport", "ImportTable", "ListExports", "ListImports"],
  },
  {
    reason: "there are no streams",
    operations: [
      "DescribeKinesisStreamingDestination",
      "DisableKinesisStreamingDestination",
      "EnableKinesisStreamingDestination",
      "UpdateKinesisStreamingDestination",
    ],
  },
  {
    reason: "policies of tables are not asked",
    operations: ["DeleteResourcePolicy", "GetResourcePolicy", "PutResourcePolicy"],
  },
  {
    reason: "of tables, items and expiry alone",
    operations: [
      "CancelBulkOperation",
      "DescribeBulkOperation",
      "DescribeContributorInsights",
      "DescribeEndpoints",
      "DescribeLimits",
      "ListBulkOperations",
      "ListContributorInsights",
      "SearchVectors",
      "StartBulkPutItems",
      "UpdateContributorInsights",
    ],
  },
];

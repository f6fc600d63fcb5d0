import type { ParametersOf } from "../gateway/refusing-parameters.ts";
import type { DynamoDbOperationName } from "./operation-names.ts";

/** Parameters of answered operations that are refused by name. */
export const REFUSED_PARAMETERS: ParametersOf<DynamoDbOperationName> = {
  BatchGetItem: ["KeysAndAttributes.AttributesToGet"],
  BatchWriteItem: ["ReturnItemCollectionMetrics"],
  CreateTable: [
    "GlobalSecondaryIndex.OnDemandThroughput",
    "GlobalSecondaryIndex.WarmThroughput",
    "GlobalTableSettingsReplicationMode",
    "GlobalTableSourceArn",
    "OnDemandThroughput",
    "ResourcePolicy",
    "StreamSpecification.StreamEnabled",
    "VectorIndexes",
    "WarmThroughput",
  ],
  DeleteItem: ["ConditionalOperator", "Expected", "ReturnItemCollectionMetrics"],
  GetItem: ["AttributesToGet"],
  PutItem: ["ConditionalOperator", "Expected", "ReturnItemCollectionMetrics"],
  Query: ["AttributesToGet", "ConditionalOperator", "KeyConditions", "QueryFilter"],
  Scan: ["AttributesToGet", "ConditionalOperator", "ScanFilter"],
  TransactWriteItems: ["ReturnItemCollectionMetrics"],
  UpdateItem: ["AttributeUpdates", "ConditionalOperator", "Expected", "ReturnItemCollectionMetrics"],
  UpdateTable: [
    "CreateGlobalSecondaryIndexAction.OnDemandThroughput",
    "CreateGlobalSecondaryIndexAction.WarmThroughput",
    "DisassociationProtectionEnabled",
    "GlobalTableSettingsReplicationMode",
    "GlobalTableWitnessUpdates",
    "MultiRegionConsistency",
    "OnDemandThroughput",
    "ReplicaUpdates",
    "StreamSpecification.StreamEnabled",
    "UpdateGlobalSecondaryIndexAction.OnDemandThroughput",
    "UpdateGlobalSecondaryIndexAction.WarmThroughput",
    "VectorIndexUpdates",
    "WarmThroughput",
  ],
};

/** Parameters that are kept, and answered where AWS answers them, and change nothing here. */
export const PARAMETERS_WITHOUT_EFFECT: ParametersOf<DynamoDbOperationName> = {
  BatchGetItem: ["KeysAndAttributes.ConsistentRead"],
  CreateTable: ["ProvisionedThroughput", "SSESpecification", "TableClass"],
  GetItem: ["ConsistentRead"],
  Query: ["ConsistentRead"],
  Scan: ["ConsistentRead"],
  UpdateTable: ["ProvisionedThroughput", "SSESpecification", "TableClass"],
};

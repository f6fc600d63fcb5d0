import type { LogsOperationName } from "./operation-names.ts";

/** Parameters of answered operations that change what AWS does and are not emulated: refused by name, not passed over. */
export const REFUSED_PARAMETERS: Partial<Record<LogsOperationName, readonly string[]>> = {
  CreateLogGroup: ["deletionProtectionEnabled", "kmsKeyId"],
  DescribeLogGroups: ["accountIdentifiers", "includeLinkedAccounts", "logGroupIdentifiers"],
  FilterLogEvents: ["startFromHead", "unmask"],
  GetLogEvents: ["unmask"],
  PutLogEvents: ["entity"],
};

/** Parameters that AWS takes and passes over, too. */
export const PARAMETERS_WITHOUT_EFFECT: Partial<Record<LogsOperationName, readonly string[]>> = {
  FilterLogEvents: ["interleaved"],
  PutLogEvents: ["sequenceToken"],
};

import type { JsonInput, JsonOperation } from "../gateway/json-protocol.ts";
import { notEmulated } from "./errors.ts";
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

/** The operations, each refusing what it does not emulate. Nothing is said by `null`, `false` and an empty list. */
export function refusingParameters(
  operations: Record<LogsOperationName, JsonOperation>,
): Record<LogsOperationName, JsonOperation> {
  const wrapped = { ...operations };
  for (const [name, parameters] of Object.entries(REFUSED_PARAMETERS)) {
    const operation = operations[name as LogsOperationName];
    wrapped[name as LogsOperationName] = {
      ...operation,
      perform(input, call) {
        const refused = parameters.find((parameter) => says(input, parameter));
        if (refused !== undefined) throw notEmulated(`The parameter ${refused} of ${name}`);
        return operation.perform(input, call);
      },
    };
  }
  return wrapped;
}

function says(input: JsonInput, parameter: string): boolean {
  const value = Object.hasOwn(input, parameter) ? input[parameter] : undefined;
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}

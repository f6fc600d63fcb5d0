import { AwsError } from "../gateway/aws-error.ts";

/** Errors of DynamoDB: codes from its model, words as clients and other emulators quote them. */
export const invalid = (message: string): AwsError =>
  new AwsError("ValidationException", message, { namespace: "com.amazon.coral.validate" });

export const invalidParameters = (message: string): AwsError =>
  invalid(`One or more parameter values were invalid: ${message}`);

export const tableNotFound = (): AwsError => new AwsError("ResourceNotFoundException", "Requested resource not found");

export const namedTableNotFound = (name: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);

/** Of operations on backups, which have a name of their own for it. */
export const tableForBackupsNotFound = (name: string): AwsError =>
  new AwsError("TableNotFoundException", `Table not found: ${name}`);

export const tableExists = (name: string): AwsError =>
  new AwsError("ResourceInUseException", `Table already exists: ${name}`);

export const conditionFailed = (item?: object): AwsError =>
  new AwsError("ConditionalCheckFailedException", "The conditional request failed", {
    ...(item && { fields: { Item: item } }),
  });

export const keyMismatch = (): AwsError => invalid("The provided key element does not match the schema");

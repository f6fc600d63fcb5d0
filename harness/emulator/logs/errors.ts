import { AwsError } from "../gateway/aws-error.ts";

/** Errors in the words of CloudWatch Logs, from memory of its answers unless the README says otherwise. */
export const logGroupDoesNotExist = (): AwsError =>
  new AwsError("ResourceNotFoundException", "The specified log group does not exist.");

export const logStreamDoesNotExist = (): AwsError =>
  new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");

export const logGroupExists = (): AwsError =>
  new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");

export const logStreamExists = (): AwsError =>
  new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");

export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);

export const invalidFilterPattern = (): AwsError => invalidParameter("Invalid filter pattern");

/** A member that the service's model does not allow. */
export const constraintViolated = (member: string, value: unknown, rule: string): AwsError => {
  const shown = value === undefined || value === null ? "null" : `'${String(value)}'`;
  return invalidParameter(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${rule}`,
  );
};

export const wrongType = (message: string): AwsError =>
  new AwsError("SerializationException", message, { namespace: "com.amazon.coral.service" });

/** Refuses what AWS has and we do not emulate, by its name. */
export const notEmulated = (what: string): AwsError =>
  new AwsError("NotImplemented", `${what} is not emulated.`, { status: 501 });

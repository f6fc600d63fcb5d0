import { AwsError } from "../gateway/aws-error.ts";

/** Errors of SNS: codes from its model, words from memory of its answers. */
export const topicNotFound = (): AwsError => new AwsError("NotFound", "Topic does not exist", { status: 404 });

/** Of a topic that is to be tagged. */
export const resourceNotFound = (): AwsError =>
  new AwsError("ResourceNotFound", "Resource does not exist", { status: 404 });

export const subscriptionNotFound = (): AwsError =>
  new AwsError("NotFound", "Subscription does not exist", { status: 404 });

export const invalidParameter = (message: string): AwsError =>
  new AwsError("InvalidParameter", `Invalid parameter: ${message}`);

export const notNumber = (name: string): AwsError =>
  new AwsError("ParameterValueInvalid", `Could not cast message attribute '${name}' value to number.`);

export const notEmulated = (what: string): AwsError =>
  new AwsError("NotImplemented", `sns: ${what} is not emulated.`, { status: 501 });

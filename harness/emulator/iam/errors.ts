import { AwsError } from "../gateway/aws-error.ts";

/** Errors of IAM, each in its own words (https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html). */
export const noSuchEntity = (message: string): AwsError => new AwsError("NoSuchEntity", message, { status: 404 });

export const alreadyExists = (message: string): AwsError =>
  new AwsError("EntityAlreadyExists", message, { status: 409 });

export const deleteConflict = (message: string): AwsError => new AwsError("DeleteConflict", message, { status: 409 });

export const limitExceeded = (message: string): AwsError => new AwsError("LimitExceeded", message, { status: 409 });

export const malformedPolicy = (message: string): AwsError => new AwsError("MalformedPolicyDocument", message);

export const validationError = (message: string): AwsError => new AwsError("ValidationError", message);

import { AwsError } from "../gateway/aws-error.ts";

/** Errors of Secrets Manager: codes from its model, words from memory of its answers. */
export const secretNotFound = (): AwsError =>
  new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

export const valueNotFound = (by: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Secrets Manager can't find the specified secret value for ${by}`);

export const secretExists = (name: string): AwsError =>
  new AwsError("ResourceExistsException", `The operation failed because the secret ${name} already exists.`);

export const versionExists = (version: string): AwsError =>
  new AwsError(
    "ResourceExistsException",
    `You can't use ClientRequestToken ${version} because that value is already in use for a version of the secret.`,
  );

export const markedForDeletion = (): AwsError =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");

export const alreadyScheduled = (): AwsError =>
  invalidRequest("You can't perform this operation on the secret because it was already scheduled for deletion.");

export const invalidRequest = (message: string): AwsError => new AwsError("InvalidRequestException", message);

export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);

export const invalidToken = (): AwsError =>
  new AwsError("InvalidNextTokenException", "The NextToken value is invalid.");

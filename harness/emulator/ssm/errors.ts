import { AwsError } from "../gateway/aws-error.ts";

/** Errors of Parameter Store: codes from its model, words from memory of its answers. */
export const parameterNotFound = (): AwsError => new AwsError("ParameterNotFound", "");

export const versionNotFound = (name: string, selector: string): AwsError =>
  new AwsError(
    "ParameterVersionNotFound",
    `Systems Manager could not find version ${selector} of ${name}. Verify the version and try again.`,
  );

export const parameterExists = (): AwsError =>
  new AwsError(
    "ParameterAlreadyExists",
    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
  );

export const patternMismatch = (pattern: string): AwsError =>
  new AwsError(
    "ParameterPatternMismatchException",
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );

export const tooManyVersions = (name: string): AwsError =>
  new AwsError(
    "ParameterMaxVersionLimitExceeded",
    `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. The oldest version can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
  );

export const tooManyLabels = (): AwsError =>
  new AwsError(
    "ParameterVersionLabelLimitExceeded",
    "An error occurred (ParameterVersionLabelLimitExceeded) when calling the LabelParameterVersion operation: A parameter version can have maximum 10 labels.Move one or more labels to another version and try again.",
  );

export const invalidResource = (): AwsError => new AwsError("InvalidResourceId", "");

export const invalidToken = (): AwsError => new AwsError("InvalidNextToken", "The specified token is not valid.");

export const typeChanged = (): AwsError =>
  new AwsError(
    "HierarchyTypeMismatchException",
    "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
  );

export const invalidOption = (option: string, valid: readonly string[]): AwsError =>
  new AwsError(
    "InvalidFilterOption",
    `The following filter option is not valid: ${option}. Valid options include: [${valid.join(", ")}]`,
  );

export const invalidFilter = (message: string): AwsError => new AwsError("InvalidFilterKey", message);

export const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

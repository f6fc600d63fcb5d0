import { AwsError } from "../gateway/aws-error.ts";

/** Errors of KMS: codes from its model, words from memory of its answers. */
export const keyNotFound = (arn: string): AwsError => new AwsError("NotFoundException", `Key '${arn}' does not exist`);

export const aliasNotFound = (arn: string): AwsError => new AwsError("NotFoundException", `Alias ${arn} is not found.`);

export const aliasExists = (arn: string): AwsError =>
  new AwsError("AlreadyExistsException", `An alias with the name ${arn} already exists`);

export const invalidKeyId = (id: string): AwsError => new AwsError("NotFoundException", `Invalid keyId '${id}'`);

export const invalidAlias = (): AwsError =>
  new AwsError(
    "ValidationException",
    'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  );

export const malformedPolicy = (): AwsError => new AwsError("MalformedPolicyDocumentException", "");

export const disabled = (arn: string): AwsError => new AwsError("DisabledException", `${arn} is disabled.`);

export const pendingDeletion = (arn: string): AwsError =>
  new AwsError("KMSInvalidStateException", `${arn} is pending deletion.`);

export const notPending = (arn: string): AwsError =>
  new AwsError("KMSInvalidStateException", `${arn} is not pending deletion.`);

export const invalidCiphertext = (): AwsError => new AwsError("InvalidCiphertextException", "");

export const incorrectKey = (): AwsError =>
  new AwsError(
    "IncorrectKeyException",
    "The key ID in the request does not identify a CMK that can perform this operation.",
  );

export const dryRun = (): AwsError =>
  new AwsError(
    "DryRunOperationException",
    "The request would have succeeded, but the DryRun option is set.",
    // API_Encrypt.html, "Errors".
    { status: 412 },
  );

export const policyNotFound = (): AwsError => new AwsError("NotFoundException", "No such policy exists");

export const invalidMarker = (): AwsError => new AwsError("InvalidMarkerException", "The marker is invalid.");

export const notEmulated = (what: string): AwsError =>
  new AwsError("NotImplemented", `kms: ${what} is not emulated.`, { status: 501 });

/** Limits of Secrets Manager (https://docs.aws.amazon.com/secretsmanager/latest/apireference/, the page beside each). */

/** API_CreateSecret.html */
export const MINIMUM_NAME_CHARACTERS = 1;
export const MAXIMUM_NAME_CHARACTERS = 512;
export const MAXIMUM_SECRET_BYTES = 65_536;
export const MINIMUM_TOKEN_CHARACTERS = 32;
export const MAXIMUM_TOKEN_CHARACTERS = 64;

/** API_DeleteSecret.html */
export const MINIMUM_RECOVERY_DAYS = 7;
export const MAXIMUM_RECOVERY_DAYS = 30;
export const DEFAULT_RECOVERY_DAYS = 30;

/** API_GetRandomPassword.html */
export const DEFAULT_PASSWORD_CHARACTERS = 32;
export const MINIMUM_PASSWORD_CHARACTERS = 1;
export const MAXIMUM_PASSWORD_CHARACTERS = 4096;

/** Pages: API_ListSecrets.html, API_BatchGetSecretValue.html */
export const MINIMUM_LISTED = 1;
export const MAXIMUM_LISTED = 100;
export const MAXIMUM_BATCH = 20;

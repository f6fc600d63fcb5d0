/** Limits of KMS (https://docs.aws.amazon.com/kms/latest/APIReference/, the page beside each). */

/** API_Encrypt.html: of a symmetric key. */
export const MINIMUM_PLAINTEXT_BYTES = 1;
export const MAXIMUM_PLAINTEXT_BYTES = 4096;
/** API_GenerateDataKey.html, API_GenerateRandom.html */
export const MINIMUM_RANDOM_BYTES = 1;
export const MAXIMUM_RANDOM_BYTES = 1024;
/** API_ScheduleKeyDeletion.html */
export const MINIMUM_PENDING_DAYS = 7;
export const MAXIMUM_PENDING_DAYS = 30;
export const DEFAULT_PENDING_DAYS = 30;
/** API_ListKeys.html, API_ListAliases.html */
export const MINIMUM_LISTED = 1;
export const MAXIMUM_LISTED_KEYS = 1000;
export const DEFAULT_LISTED_KEYS = 100;
/** API_ListResourceTags.html */
export const DEFAULT_LISTED_TAGS = 50;
/** API_EnableKeyRotation.html */
export const MINIMUM_ROTATION_DAYS = 90;
export const MAXIMUM_ROTATION_DAYS = 2560;
export const DEFAULT_ROTATION_DAYS = 365;

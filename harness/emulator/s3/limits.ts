/** Limits of Amazon S3 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/, the page beside each). */

/** object-keys.html */
export const MINIMUM_KEY_CHARACTERS = 1;
export const MAXIMUM_KEY_BYTES = 1024;
/** UsingMetadata.html: names and values of user-defined metadata together. */
export const MAXIMUM_METADATA_BYTES = 2048;
/** bucketnamingrules.html */
export const MINIMUM_BUCKET_NAME_CHARACTERS = 3;
export const MAXIMUM_BUCKET_NAME_CHARACTERS = 63;

/** qfacts.html: page sizes, which are also the defaults, and the bounds of a multipart upload. */
export const MAXIMUM_LISTED_KEYS = 1000;
/** API_ListBuckets.html */
export const MAXIMUM_LISTED_BUCKETS = 10_000;
export const MAXIMUM_LISTED_UPLOADS = 1000;
export const MAXIMUM_LISTED_PARTS = 1000;
export const MINIMUM_PART_NUMBER = 1;
export const MAXIMUM_PART_NUMBER = 10_000;
export const MINIMUM_COMPLETED_PARTS = 1;
/** Of every part but the last. */
export const MINIMUM_PART_BYTES = 5_242_880;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html, CostAllocTagging.html */
export const MAXIMUM_OBJECT_TAGS = 10;
export const MAXIMUM_BUCKET_TAGS = 50;
export const MAXIMUM_TAG_KEY_CHARACTERS = 128;
export const MAXIMUM_TAG_VALUE_CHARACTERS = 256;
/** acl-overview.html */
export const MAXIMUM_GRANTS = 100;
/** bucket-policies.html: 20 KB */
export const MAXIMUM_POLICY_BYTES = 20_480;
/** ManageCorsUsing.html */
export const MAXIMUM_CORS_RULES = 100;
/** how-to-page-redirect.html */
export const MAXIMUM_ROUTING_RULES = 50;
/** intro-lifecycle-rules.html, API_LifecycleRule.html */
export const MAXIMUM_LIFECYCLE_RULES = 1000;
export const MAXIMUM_RULE_ID_CHARACTERS = 255;
/** lifecycle-transition-general-considerations.html: of STANDARD_IA and ONEZONE_IA. */
export const MINIMUM_DAYS_BEFORE_INFREQUENT_ACCESS = 30;
/** object-lock-managing.html: 100 years. */
export const MAXIMUM_RETENTION_DAYS = 36_500;
/** API_NoncurrentVersionExpiration.html */
export const MAXIMUM_NEWER_NONCURRENT_VERSIONS = 100;
/** API_PutBucketMetricsConfiguration.html, API_PutBucketInventoryConfiguration.html */
export const MAXIMUM_KEPT_CONFIGURATIONS = 1000;
/** ServerSideEncryptionCustomerKeys.html: keys of 256 bits. */
export const CUSTOMER_KEY_BYTES = 32;

/** restoring-objects-retrieval-options.html: the longest that each retrieval takes; DEEP_ARCHIVE has no expedited one. */
export const GLACIER_RESTORATION_MINUTES = { Expedited: 5, Standard: 300, Bulk: 720 };
export const DEEP_ARCHIVE_RESTORATION_MINUTES = { Standard: 720, Bulk: 2880 };

/** What `max-keys` may say: the largest number that S3 takes lists no more than MAXIMUM_LISTED_KEYS. */
export const MINIMUM_MAX_KEYS = 0;
export const MAXIMUM_MAX_KEYS = 2_147_483_647;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const MINIMUM_DELETED_OBJECTS = 1;
export const MAXIMUM_DELETED_OBJECTS = 1000;

import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API";
const GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

/** Of Amazon S3. */
export const S3: AwsDefaults = {
  MINIMUM_KEY_CHARACTERS: [1, "characters", `${API}/API_ObjectIdentifier.html`],
  MAXIMUM_KEY_BYTES: [1024, "bytes", `${GUIDE}/object-keys.html`],
  MAXIMUM_METADATA_BYTES: [2048, "bytes", `${GUIDE}/UsingMetadata.html`],
  MINIMUM_BUCKET_NAME_CHARACTERS: [3, "characters", `${GUIDE}/bucketnamingrules.html`],
  MAXIMUM_BUCKET_NAME_CHARACTERS: [63, "characters", `${GUIDE}/bucketnamingrules.html`],
  MAXIMUM_LISTED_KEYS: [1000, "items", `${API}/API_ListObjectsV2.html`],
  MAXIMUM_LISTED_BUCKETS: [10_000, "items", `${API}/API_ListBuckets.html`],
  MAXIMUM_LISTED_UPLOADS: [1000, "items", `${API}/API_ListMultipartUploads.html`],
  MAXIMUM_LISTED_PARTS: [1000, "items", `${API}/API_ListParts.html`],
  MINIMUM_PART_NUMBER: [1, "number", `${GUIDE}/qfacts.html`],
  MAXIMUM_PART_NUMBER: [10_000, "number", `${GUIDE}/qfacts.html`],
  MINIMUM_COMPLETED_PARTS: [1, "items", "S3's refusal: 'You must specify at least one part'"],
  MINIMUM_PART_BYTES: [5_242_880, "bytes", `${GUIDE}/qfacts.html`],
  MAXIMUM_OBJECT_TAGS: [10, "items", `${GUIDE}/object-tagging.html`],
  MAXIMUM_BUCKET_TAGS: [50, "items", `${GUIDE}/CostAllocTagging.html`],
  MAXIMUM_TAG_KEY_CHARACTERS: [128, "characters", `${GUIDE}/object-tagging.html`],
  MAXIMUM_TAG_VALUE_CHARACTERS: [256, "characters", `${GUIDE}/object-tagging.html`],
  MAXIMUM_GRANTS: [100, "items", `${GUIDE}/acl-overview.html`],
  MAXIMUM_RETENTION_DAYS: [36_500, "days", `${GUIDE}/object-lock-managing.html`],
  MAXIMUM_NEWER_NONCURRENT_VERSIONS: [100, "items", `${API}/API_NoncurrentVersionExpiration.html`],
  MAXIMUM_POLICY_BYTES: [20_480, "bytes", `${GUIDE}/bucket-policies.html`],
  MAXIMUM_CORS_RULES: [100, "items", `${GUIDE}/ManageCorsUsing.html`],
  MAXIMUM_LIFECYCLE_RULES: [1000, "items", `${GUIDE}/intro-lifecycle-rules.html`],
  MAXIMUM_RULE_ID_CHARACTERS: [255, "characters", `${API}/API_LifecycleRule.html`],
  MINIMUM_DAYS_BEFORE_INFREQUENT_ACCESS: [30, "days", `${GUIDE}/lifecycle-transition-general-considerations.html`],
  "GLACIER_RESTORATION_MINUTES.Expedited": [5, "minutes", `${GUIDE}/restoring-objects-retrieval-options.html`],
  "GLACIER_RESTORATION_MINUTES.Standard": [300, "minutes", `${GUIDE}/restoring-objects-retrieval-options.html`],
  "GLACIER_RESTORATION_MINUTES.Bulk": [720, "minutes", `${GUIDE}/restoring-objects-retrieval-options.html`],
  "DEEP_ARCHIVE_RESTORATION_MINUTES.Standard": [720, "minutes", `${GUIDE}/restoring-objects-retrieval-options.html`],
  "DEEP_ARCHIVE_RESTORATION_MINUTES.Bulk": [2880, "minutes", `${GUIDE}/restoring-objects-retrieval-options.html`],
  MAXIMUM_KEPT_CONFIGURATIONS: [1000, "items", `${API}/API_PutBucketMetricsConfiguration.html`],
  CUSTOMER_KEY_BYTES: [32, "bytes", `${GUIDE}/ServerSideEncryptionCustomerKeys.html`],
  MINIMUM_MAX_KEYS: [0, "items", "S3's refusal: 'must be an integer between 0 and 2147483647'"],
  MAXIMUM_MAX_KEYS: [2_147_483_647, "items", "S3's refusal: 'must be an integer between 0 and 2147483647'"],
  MINIMUM_DELETED_OBJECTS: [1, "items", `${API}/API_Delete.html`],
  MAXIMUM_DELETED_OBJECTS: [1000, "items", `${API}/API_DeleteObjects.html`],
};

/**
 * Actions of S3 that a policy may name (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html), without
 * `s3:`. Those of accounts, access points and access grants are recognised by what they are about.
 */
const ACTIONS = `
AbortMultipartUpload BypassGovernanceRetention CreateBucket CreateBucketMetadataTableConfiguration CreateJob
DeleteBucket DeleteBucketMetadataTableConfiguration DeleteBucketOwnershipControls DeleteBucketPolicy DeleteBucketTagging
DeleteBucketWebsite DeleteJobTagging DeleteObject DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging DescribeJob
GetAccelerateConfiguration GetAccountPublicAccessBlock GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS
GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification GetBucketObjectLockConfiguration
GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment
GetBucketTagging GetBucketVersioning GetBucketWebsite GetDataAccess GetEncryptionConfiguration
GetIntelligentTieringConfiguration GetInventoryConfiguration GetJobTagging GetLifecycleConfiguration GetMetricsConfiguration
GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging
GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionForReplication
GetObjectVersionTagging GetObjectVersionTorrent GetReplicationConfiguration InitiateReplication ListAllMyBuckets ListBucket
ListBucketMultipartUploads ListBucketVersions ListCallerAccessGrants ListJobs ListMultipartUploadParts ListTagsForResource
ObjectOwnerOverrideToBucketOwner PauseReplication PutAccelerateConfiguration PutAccountPublicAccessBlock
PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification
PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment
PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration PutIntelligentTieringConfiguration
PutInventoryConfiguration PutJobTagging PutLifecycleConfiguration PutMetricsConfiguration PutObject PutObjectAcl
PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging PutReplicationConfiguration
RenameObject ReplicateDelete ReplicateObject ReplicateTags RestoreObject TagResource UntagResource
UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration UpdateJobPriority
UpdateJobStatus UpdateObjectEncryption
`;

/** Of accounts and of what is no bucket and no object: never right for a bucket, and so many that only their nouns are here. */
const OF_OTHERS =
  /^(?:associate|create|delete|dissociate|get|list|put|submit|update)(?:multiregion)?(?:access(?:point|grant)|storagelens|multiregionaccesspoint|data|bucketmetadata|objectannotation)/;

const NAMES: ReadonlySet<string> = new Set(ACTIONS.trim().toLowerCase().split(/\s+/));

/** Whether S3 has an action, given with its service; patterns and actions of S3's sister services are not looked into. */
export function isAction(action: string): boolean {
  if (action === "*") return true;
  const [, service, name = ""] = /^(s3[a-z0-9-]*):([A-Za-z*?]+)$/i.exec(action) ?? [];
  if (service === undefined) return false;
  if (service.toLowerCase() !== "s3" || /[*?]/.test(name)) return true;
  return NAMES.has(name.toLowerCase()) || OF_OTHERS.test(name.toLowerCase());
}

/**
 * Operations that few need: their code is loaded when one is first asked for, and no state machine can call them. Each with the IAM
 * action that it needs, without `s3:`.
 */
export const FURTHER_OPERATIONS = {
  DeleteBucketCors: "PutBucketCORS",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
  DeleteBucketPolicy: "DeleteBucketPolicy",
  DeleteBucketReplication: "PutReplicationConfiguration",
  DeleteBucketTagging: "PutBucketTagging",
  DeleteBucketWebsite: "DeleteBucketWebsite",
  DeleteObjectTagging: "DeleteObjectTagging",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  GetBucketAcl: "GetBucketAcl",
  GetBucketCors: "GetBucketCORS",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  GetBucketLogging: "GetBucketLogging",
  GetBucketNotificationConfiguration: "GetBucketNotification",
  GetBucketOwnershipControls: "GetBucketOwnershipControls",
  GetBucketPolicy: "GetBucketPolicy",
  GetBucketPolicyStatus: "GetBucketPolicyStatus",
  GetBucketReplication: "GetReplicationConfiguration",
  GetBucketRequestPayment: "GetBucketRequestPayment",
  GetBucketTagging: "GetBucketTagging",
  GetBucketWebsite: "GetBucketWebsite",
  GetObjectAcl: "GetObjectAcl",
  GetObjectAttributes: "GetObject",
  GetObjectLegalHold: "GetObjectLegalHold",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  GetObjectRetention: "GetObjectRetention",
  GetObjectTagging: "GetObjectTagging",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  ListMultipartUploads: "ListBucketMultipartUploads",
  ListObjectVersions: "ListBucketVersions",
  PutBucketAccelerateConfiguration: "PutAccelerateConfiguration",
  PutBucketAcl: "PutBucketAcl",
  PutBucketCors: "PutBucketCORS",
  PutBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  PutBucketNotificationConfiguration: "PutBucketNotification",
  PutBucketOwnershipControls: "PutBucketOwnershipControls",
  PutBucketPolicy: "PutBucketPolicy",
  PutBucketRequestPayment: "PutBucketRequestPayment",
  PutBucketTagging: "PutBucketTagging",
  PutObjectAcl: "PutObjectAcl",
  PutObjectLegalHold: "PutObjectLegalHold",
  PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
  PutObjectRetention: "PutObjectRetention",
  PutObjectTagging: "PutObjectTagging",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  UploadPartCopy: "PutObject",
} as const;

export type FurtherOperationName = keyof typeof FURTHER_OPERATIONS;

/** What no model of S3's names, because no SDK sends it: a browser's form, and its question before a request. */
export const BROWSER_OPERATIONS = { PostObject: "PutObject", Preflight: "GetBucketCORS" } as const;
export type BrowserOperationName = keyof typeof BROWSER_OPERATIONS;

export const LOADED_ACTIONS: Readonly<Record<FurtherOperationName | BrowserOperationName, string>> = {
  ...FURTHER_OPERATIONS,
  ...BROWSER_OPERATIONS,
};

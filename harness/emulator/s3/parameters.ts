import type { AnyOperationName } from "./detect.ts";

type Parameters = Partial<Record<AnyOperationName, readonly string[]>>;

const EVENT_HOLD = ["ObjectLockEventHold", "ObjectLockEventHoldDurationDays", "ObjectLockEventHoldDurationYears"];

/** Parameters of answered operations that are refused by name; `X.Y` is a member of the document X. */
export const REFUSED_PARAMETERS: Parameters = {
  AbortMultipartUpload: ["IfMatchInitiatedTime"],
  CopyObject: ["AnnotationDirective", ...EVENT_HOLD],
  CreateBucket: ["BucketNamespace", "CreateBucketConfiguration.Bucket", "CreateBucketConfiguration.Location"],
  CreateMultipartUpload: EVENT_HOLD,
  DeleteObject: ["IfMatchLastModifiedTime", "IfMatchSize"],
  DeleteObjects: ["ObjectIdentifier.LastModifiedTime", "ObjectIdentifier.Size"],
  PutBucketEncryption: ["ServerSideEncryptionRule.BlockedEncryptionTypes"],
  PutObject: ["WriteOffsetBytes", ...EVENT_HOLD],
  PutObjectLockConfiguration: ["DefaultRetention.DefaultEventHold"],
  PutObjectRetention: ["ObjectLockRetention.EventHold", "ObjectLockRetention.EventHoldDuration"],
  RestoreObject: [
    "RestoreRequest.Description",
    "RestoreRequest.OutputLocation",
    "RestoreRequest.SelectParameters",
    "RestoreRequest.Type",
  ],
};

/** Parameters that are taken, told where S3 tells them, and change nothing here. */
export const PARAMETERS_WITHOUT_EFFECT: Parameters = {
  CopyObject: ["SSEKMSEncryptionContext"],
  CreateMultipartUpload: ["SSEKMSEncryptionContext"],
  DeleteObject: ["MFA"],
  DeleteObjects: ["MFA"],
  PutBucketLogging: ["BucketLoggingStatus.LoggingEnabled"],
  PutBucketPolicy: ["ConfirmRemoveSelfBucketAccess"],
  PutBucketVersioning: ["MFA"],
  PutBucketWebsite: ["WebsiteConfiguration"],
  PutObject: ["SSEKMSEncryptionContext"],
  PutObjectLockConfiguration: ["Token"],
};

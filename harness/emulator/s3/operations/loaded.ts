import type { BrowserOperationName, FurtherOperationName } from "../further-operations.ts";
import type { S3Operation } from "../operation.ts";
import { getBucketAcl, putBucketAcl } from "./bucket-acl.ts";
import { deleteBucketCors, getBucketCors, putBucketCors } from "./bucket-cors.ts";
import {
  deleteBucketReplication,
  getBucketAccelerateConfiguration,
  getBucketReplication,
  getBucketRequestPayment,
  putBucketAccelerateConfiguration,
  putBucketRequestPayment,
} from "./bucket-defaults.ts";
import { deleteBucketEncryption, getBucketEncryption, putBucketEncryption } from "./bucket-encryption.ts";
import {
  deleteBucketLifecycle,
  getBucketLifecycleConfiguration,
  putBucketLifecycleConfiguration,
} from "./bucket-lifecycle.ts";
import { getBucketLogging, putBucketLogging } from "./bucket-logging.ts";
import { getBucketNotificationConfiguration, putBucketNotificationConfiguration } from "./bucket-notification.ts";
import {
  deleteBucketOwnershipControls,
  getBucketOwnershipControls,
  putBucketOwnershipControls,
} from "./bucket-ownership-controls.ts";
import { deleteBucketPolicy, getBucketPolicy, getBucketPolicyStatus, putBucketPolicy } from "./bucket-policy.ts";
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from "./bucket-tagging.ts";
import { deleteBucketWebsite, getBucketWebsite, putBucketWebsite } from "./bucket-website.ts";
import { getObjectAttributes } from "./get-object-attributes.ts";
import { ANALYTICS, INTELLIGENT_TIERING, INVENTORY, METRICS } from "./kept-configurations.ts";
import { listMultipartUploads } from "./list-multipart-uploads.ts";
import { listObjectVersions } from "./list-object-versions.ts";
import { getObjectAcl, putObjectAcl } from "./object-acl.ts";
import {
  getObjectLegalHold,
  getObjectLockConfiguration,
  getObjectRetention,
  putObjectLegalHold,
  putObjectLockConfiguration,
  putObjectRetention,
} from "./object-locks.ts";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./object-tagging.ts";
import { postObject } from "./post-object.ts";
import { preflight } from "./preflight.ts";
import { deletePublicAccessBlock, getPublicAccessBlock, putPublicAccessBlock } from "./public-access-block.ts";
import { restoreObject } from "./restore-object.ts";
import { uploadPartCopy } from "./upload-part-copy.ts";

/** Operations that are loaded when one of them is first asked for. */
export const LOADED_OPERATIONS: Readonly<Record<FurtherOperationName | BrowserOperationName, S3Operation>> = {
  DeleteBucketAnalyticsConfiguration: ANALYTICS.remove,
  DeleteBucketCors: deleteBucketCors,
  DeleteBucketEncryption: deleteBucketEncryption,
  DeleteBucketIntelligentTieringConfiguration: INTELLIGENT_TIERING.remove,
  DeleteBucketInventoryConfiguration: INVENTORY.remove,
  DeleteBucketLifecycle: deleteBucketLifecycle,
  DeleteBucketMetricsConfiguration: METRICS.remove,
  DeleteBucketOwnershipControls: deleteBucketOwnershipControls,
  DeleteBucketPolicy: deleteBucketPolicy,
  DeleteBucketReplication: deleteBucketReplication,
  DeleteBucketTagging: deleteBucketTagging,
  DeleteBucketWebsite: deleteBucketWebsite,
  DeleteObjectTagging: deleteObjectTagging,
  DeletePublicAccessBlock: deletePublicAccessBlock,
  GetBucketAccelerateConfiguration: getBucketAccelerateConfiguration,
  GetBucketAcl: getBucketAcl,
  GetBucketAnalyticsConfiguration: ANALYTICS.get,
  GetBucketCors: getBucketCors,
  GetBucketEncryption: getBucketEncryption,
  GetBucketIntelligentTieringConfiguration: INTELLIGENT_TIERING.get,
  GetBucketInventoryConfiguration: INVENTORY.get,
  GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration,
  GetBucketLogging: getBucketLogging,
  GetBucketMetricsConfiguration: METRICS.get,
  GetBucketNotificationConfiguration: getBucketNotificationConfiguration,
  GetBucketOwnershipControls: getBucketOwnershipControls,
  GetBucketPolicy: getBucketPolicy,
  GetBucketPolicyStatus: getBucketPolicyStatus,
  GetBucketReplication: getBucketReplication,
  GetBucketRequestPayment: getBucketRequestPayment,
  GetBucketTagging: getBucketTagging,
  GetBucketWebsite: getBucketWebsite,
  GetObjectAcl: getObjectAcl,
  GetObjectAttributes: getObjectAttributes,
  GetObjectLegalHold: getObjectLegalHold,
  GetObjectLockConfiguration: getObjectLockConfiguration,
  GetObjectRetention: getObjectRetention,
  GetObjectTagging: getObjectTagging,
  GetPublicAccessBlock: getPublicAccessBlock,
  ListBucketAnalyticsConfigurations: ANALYTICS.list,
  ListBucketIntelligentTieringConfigurations: INTELLIGENT_TIERING.list,
  ListBucketInventoryConfigurations: INVENTORY.list,
  ListBucketMetricsConfigurations: METRICS.list,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  PostObject: postObject,
  Preflight: preflight,
  PutBucketAccelerateConfiguration: putBucketAccelerateConfiguration,
  PutBucketAcl: putBucketAcl,
  PutBucketAnalyticsConfiguration: ANALYTICS.put,
  PutBucketCors: putBucketCors,
  PutBucketEncryption: putBucketEncryption,
  PutBucketIntelligentTieringConfiguration: INTELLIGENT_TIERING.put,
  PutBucketInventoryConfiguration: INVENTORY.put,
  PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration,
  PutBucketLogging: putBucketLogging,
  PutBucketMetricsConfiguration: METRICS.put,
  PutBucketNotificationConfiguration: putBucketNotificationConfiguration,
  PutBucketOwnershipControls: putBucketOwnershipControls,
  PutBucketPolicy: putBucketPolicy,
  PutBucketRequestPayment: putBucketRequestPayment,
  PutBucketTagging: putBucketTagging,
  PutBucketWebsite: putBucketWebsite,
  PutObjectAcl: putObjectAcl,
  PutObjectLegalHold: putObjectLegalHold,
  PutObjectLockConfiguration: putObjectLockConfiguration,
  PutObjectRetention: putObjectRetention,
  PutObjectTagging: putObjectTagging,
  PutPublicAccessBlock: putPublicAccessBlock,
  RestoreObject: restoreObject,
  UploadPartCopy: uploadPartCopy,
};

import { AwsError } from "../../gateway/aws-error.ts";

/** What S3 says where a bucket has not been configured (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
const absent =
  (code: string, message: string) =>
  (bucket: string): AwsError =>
    new AwsError(code, message, { status: 404, fields: { BucketName: bucket } });

export const noSuchTagSet = absent("NoSuchTagSet", "The TagSet does not exist");
export const noSuchCors = absent("NoSuchCORSConfiguration", "The CORS configuration does not exist");
export const noSuchLifecycle = absent("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
export const noSuchPolicy = absent("NoSuchBucketPolicy", "The bucket policy does not exist");
export const noSuchWebsite = absent(
  "NoSuchWebsiteConfiguration",
  "The specified bucket does not have a website configuration",
);
export const noSuchReplication = absent(
  "ReplicationConfigurationNotFoundError",
  "The replication configuration was not found",
);
export const noSuchOwnership = absent("OwnershipControlsNotFoundError", "The bucket ownership controls were not found");
export const noSuchPublicAccessBlock = absent(
  "NoSuchPublicAccessBlockConfiguration",
  "The public access block configuration was not found",
);
export const noSuchLockConfiguration = absent(
  "ObjectLockConfigurationNotFoundError",
  "Object Lock configuration does not exist for this bucket",
);
export const noSuchLock = (): AwsError =>
  new AwsError("NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration", {
    status: 404,
  });

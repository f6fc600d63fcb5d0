import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of S3 that are refused by name; `detect.ts` finds them by their subresource. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  {
    reason: "the older spelling: the one that ends in Configuration is there",
    operations: ["GetBucketLifecycle", "GetBucketNotification", "PutBucketLifecycle", "PutBucketNotification"],
  },
  {
    reason: "the roles and policies decide, not tags",
    operations: ["GetBucketAbac", "PutBucketAbac"],
  },
  {
    reason: "objects stay where they are",
    operations: ["PutBucketReplication"],
  },
  {
    reason: "metadata stands at the object alone",
    operations: [
      "CreateBucketMetadataConfiguration",
      "CreateBucketMetadataTableConfiguration",
      "DeleteBucketMetadataConfiguration",
      "DeleteBucketMetadataTableConfiguration",
      "DeleteObjectAnnotation",
      "GetBucketMetadataConfiguration",
      "GetBucketMetadataTableConfiguration",
      "GetObjectAnnotation",
      "ListObjectAnnotations",
      "PutObjectAnnotation",
      "UpdateBucketMetadataAnnotationTableConfiguration",
      "UpdateBucketMetadataInventoryTableConfiguration",
      "UpdateBucketMetadataJournalTableConfiguration",
    ],
  },
  {
    reason: "what an object is encrypted with stays",
    operations: ["UpdateObjectEncryption"],
  },
  {
    reason: "general-purpose buckets only",
    operations: ["CreateSession", "ListDirectoryBuckets", "RenameObject"],
  },
  {
    reason: "not needed yet",
    operations: ["GetObjectTorrent", "SelectObjectContent", "WriteGetObjectResponse"],
  },
];

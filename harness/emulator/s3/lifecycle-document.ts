import { z } from "zod";
import { element, trimmed, truth, whole } from "./document.ts";

const Tag = z.object({ Key: z.string(), Value: z.string() });
const bounds = { ObjectSizeGreaterThan: whole.optional(), ObjectSizeLessThan: whole.optional() };
const And = z.object({ Prefix: z.string().optional(), Tag: z.array(Tag).optional(), ...bounds });
const Filter = z.object({
  Prefix: z.string().optional(),
  Tag: z.array(Tag).optional(),
  ...bounds,
  And: element(And).optional(),
});
const StorageClass = trimmed.pipe(
  z.enum(["GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"]),
);
const Rule = z.object({
  ID: trimmed.optional(),
  Filter: element(Filter).optional(),
  Prefix: z.string().optional(),
  Status: trimmed.pipe(z.enum(["Enabled", "Disabled"])),
  Expiration: element(
    z.object({ Days: whole.optional(), Date: trimmed.optional(), ExpiredObjectDeleteMarker: truth.optional() }),
  ).optional(),
  Transition: z.array(z.object({ Days: whole.optional(), Date: trimmed.optional(), StorageClass })).optional(),
  NoncurrentVersionExpiration: element(
    z.object({ NoncurrentDays: whole.optional(), NewerNoncurrentVersions: whole.optional() }),
  ).optional(),
  NoncurrentVersionTransition: z
    .array(z.object({ NoncurrentDays: whole.optional(), NewerNoncurrentVersions: whole.optional(), StorageClass }))
    .optional(),
  AbortIncompleteMultipartUpload: element(z.object({ DaysAfterInitiation: whole.optional() })).optional(),
});
export type LifecycleRule = z.infer<typeof Rule>;
export type Noncurrent = NonNullable<LifecycleRule["NoncurrentVersionExpiration"]>;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const LifecycleDocument = z.object({ Rule: z.array(Rule).nonempty() });

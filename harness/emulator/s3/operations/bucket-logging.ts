import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import type { Grantee } from "../acl.ts";
import type { Bucket } from "../bucket.ts";
import { element, readDocument, trimmed } from "../document.ts";
import { malformedXml } from "../errors.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { describeGrantee, NamedGrantee, readNamedGrantee } from "./named-grantee.ts";

const Format = z.object({
  SimplePrefix: z.unknown().optional(),
  PartitionedPrefix: element(
    z.object({ PartitionDateSource: trimmed.pipe(z.enum(["EventTime", "DeliveryTime"])).optional() }),
  ).optional(),
});
const Grant = z.object({
  Grantee: element(NamedGrantee),
  Permission: trimmed.pipe(z.enum(["FULL_CONTROL", "READ", "WRITE"])),
});
const Status = z.object({
  LoggingEnabled: element(
    z.object({
      TargetBucket: trimmed,
      TargetPrefix: z.string(),
      TargetGrants: element(z.object({ Grant: z.array(Grant).optional() })).optional(),
      TargetObjectKeyFormat: element(Format).optional(),
    }),
  ).optional(),
});

/** The configuration is checked, kept and told again; no log is written (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html). */
export const putBucketLogging: S3Operation = {
  action: "PutBucketLogging",
  perform(call) {
    const bucket = call.store.bucket(call.request.bucket);
    const { LoggingEnabled: enabled } = readDocument(call, "BucketLoggingStatus", Status, ["Grant"]);
    if (!enabled) {
      bucket.settings.logging = undefined;
      return emptyResponse(200);
    }
    const { TargetBucket, TargetPrefix, TargetGrants, TargetObjectKeyFormat: format } = enabled;
    const grants = (TargetGrants?.Grant ?? []).map(({ Grantee: named, Permission }) => ({
      Grantee: described(call, readNamedGrantee(named, call.owners)),
      Permission,
    }));
    const isSimple = format?.SimplePrefix !== undefined;
    if (format && isSimple === (format.PartitionedPrefix !== undefined)) throw malformedXml();
    checkTarget(call, bucket, TargetBucket);
    bucket.settings.logging = {
      TargetBucket,
      TargetPrefix,
      TargetGrants: grants.length > 0 ? { Grant: grants } : undefined,
      TargetObjectKeyFormat:
        format && (isSimple ? { SimplePrefix: {} } : { PartitionedPrefix: format.PartitionedPrefix }),
    };
    return emptyResponse(200);
  },
};

export const getBucketLogging: S3Operation = {
  action: "GetBucketLogging",
  perform: ({ request, store }) =>
    xmlResponse("BucketLoggingStatus", { LoggingEnabled: store.bucket(request.bucket).settings.logging }),
};

function described({ owners }: S3Call, grantee: Grantee): XmlElement {
  return describeGrantee(grantee, "id" in grantee ? owners.displayName(grantee.id) : undefined);
}

/** Logs stay with the owner of the bucket, in its region. */
function checkTarget({ store }: S3Call, bucket: Bucket, name: string): void {
  const target = store.findBucket(name);
  if (!target) throw invalidTarget("The target bucket for logging does not exist", name);
  if (target.owner.id !== bucket.owner.id) {
    throw invalidTarget("The owner for the bucket to be logged and the target bucket must be the same.", name);
  }
  if (target.region !== bucket.region) {
    throw new AwsError("CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed. ", {
      status: 403,
      fields: { SourceBucketLocation: bucket.region, TargetBucketLocation: target.region },
    });
  }
}

const invalidTarget = (message: string, bucket: string): AwsError =>
  new AwsError("InvalidTargetBucketForLogging", message, { fields: { TargetBucket: bucket } });

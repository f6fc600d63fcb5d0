import type { During, Notice, ObjectEvent } from "./bucket-settings.ts";

/** Who does what nobody has asked for. */
export const S3_ITSELF = "s3.amazonaws.com";

/** Events of S3 by the beginning of their name, and what EventBridge calls them. */
const DETAIL_TYPES: readonly (readonly [prefix: string, detailType: string])[] = [
  ["ObjectCreated:", "Object Created"],
  ["ObjectRemoved:", "Object Deleted"],
  ["LifecycleExpiration:", "Object Deleted"],
  ["ObjectRestore:Post", "Object Restore Initiated"],
  ["ObjectTagging:Put", "Object Tags Added"],
  ["ObjectTagging:Delete", "Object Tags Deleted"],
  ["ObjectAcl:Put", "Object ACL Updated"],
];
const REASONS: Readonly<Record<string, object>> = {
  "ObjectCreated:Put": { reason: "PutObject" },
  "ObjectCreated:Post": { reason: "POST Object" },
  "ObjectCreated:Copy": { reason: "CopyObject" },
  "ObjectCreated:CompleteMultipartUpload": { reason: "CompleteMultipartUpload" },
  "ObjectRemoved:Delete": { reason: "DeleteObject", "deletion-type": "Permanently Deleted" },
  "ObjectRemoved:DeleteMarkerCreated": { reason: "DeleteObject", "deletion-type": "Delete Marker Created" },
  "LifecycleExpiration:Delete": { reason: "Lifecycle Expiration", "deletion-type": "Permanently Deleted" },
  "LifecycleExpiration:DeleteMarkerCreated": {
    reason: "Lifecycle Expiration",
    "deletion-type": "Delete Marker Created",
  },
};

/** What EventBridge is told of an event: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export function bridgeNotices(event: ObjectEvent, during: During, bucket: string): Notice[] {
  const { nowMs, region, requestId, principal, isLifecycle } = during;
  const detailType = DETAIL_TYPES.find(([prefix]) => event.name.startsWith(prefix))?.[1];
  if (detailType === undefined) return [];
  const hasSequencer = /^(?:ObjectCreated|ObjectRemoved|LifecycleExpiration):/.test(event.name);
  const object = {
    key: event.key,
    ...(event.size !== undefined && { size: event.size }),
    ...(event.etag !== undefined && { etag: event.etag }),
    ...(event.versionId !== undefined && event.versionId !== "null" && { "version-id": event.versionId }),
    ...(hasSequencer && { sequencer: sequencerAt(nowMs) }),
  };
  const detail = {
    version: "0",
    bucket: { name: bucket },
    object,
    "request-id": requestId,
    requester: isLifecycle ? S3_ITSELF : (principal.accountId ?? during.accountId),
    ...(!isLifecycle && { "source-ip-address": "127.0.0.1" }),
    ...REASONS[event.name],
  };
  const resources = [`arn:aws:s3:::${bucket}`];
  return [{ target: "events", region, happening: { source: "aws.s3", detailType, resources, detail, atMs: nowMs } }];
}

/** Orders the events of one key. */
export const sequencerAt = (nowMs: number): string => nowMs.toString(16).toUpperCase().padStart(18, "0");

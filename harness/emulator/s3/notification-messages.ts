import { percentEncode } from "../gateway/request-target.ts";
import type { XmlElement } from "../gateway/xml-elements.ts";
import { bridgeNotices, S3_ITSELF, sequencerAt } from "./bridge-notices.ts";
import type { Bucket } from "./bucket.ts";
import type { During, Notice, Notifications, ObjectEvent, Target } from "./bucket-settings.ts";
import { hostId } from "./error-response.ts";
import type { S3Call } from "./operation.ts";

export function notificationsOf(bucket: Bucket, targets: readonly Target[], content: XmlElement): Notifications {
  return {
    content,
    targets,
    notices: (event, during) => [
      ...targets
        .filter((target) => isWanted(target, event))
        .map((target) => ({
          target: target.kind,
          arn: target.arn,
          message: { Records: [record(target, event, during, bucket.name, bucket.owner.id)] },
        })),
      ...(content.EventBridgeConfiguration ? bridgeNotices(event, during, bucket.name) : []),
    ],
  };
}

function isWanted({ events, rules }: Target, { name, key }: ObjectEvent): boolean {
  const isNamed = events.some((pattern) => {
    const wanted = pattern.replace(/^s3:/, "");
    return wanted === name || (wanted.endsWith("*") && name.startsWith(wanted.slice(0, -1)));
  });
  const fits = rules.every(({ Name, Value }) =>
    Name.toLowerCase() === "prefix" ? key.startsWith(Value) : key.endsWith(Value),
  );
  return isNamed && fits;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function record(target: Target, event: ObjectEvent, during: During, bucket: string, ownerId: string) {
  const { principal, nowMs, region, requestId, isLifecycle } = during;
  return {
    eventVersion: /^(?:ObjectTagging|ObjectAcl|LifecycleExpiration)/.test(event.name) ? "2.3" : "2.1",
    eventSource: "aws:s3",
    awsRegion: region,
    eventTime: new Date(nowMs).toISOString(),
    eventName: event.name,
    userIdentity: {
      principalId: isLifecycle ? S3_ITSELF : `AWS:${principal.userId ?? principal.accountId ?? during.accountId}`,
    },
    requestParameters: { sourceIPAddress: isLifecycle ? S3_ITSELF : "127.0.0.1" },
    responseElements: { "x-amz-request-id": requestId, "x-amz-id-2": hostId(requestId) },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: target.id,
      bucket: {
        name: bucket,
        ownerIdentity: { principalId: ownerId.slice(0, 14).toUpperCase() },
        arn: `arn:aws:s3:::${bucket}`,
      },
      object: {
        key: percentEncode(event.key).replaceAll("%2F", "/").replaceAll("%20", "+"),
        ...(event.size !== undefined && { size: event.size }),
        ...(event.etag !== undefined && { eTag: event.etag }),
        ...(event.versionId !== undefined && event.versionId !== "null" && { versionId: event.versionId }),
        sequencer: sequencerAt(nowMs),
      },
    },
  };
}

/** Queues and topics are told that they will be. */
export function testNotice({ request, nowMs, requestId }: S3Call, target: "sqs" | "sns", arn: string): Notice {
  const message = {
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: new Date(nowMs).toISOString(),
    Bucket: request.bucket,
    RequestId: requestId,
    HostId: hostId(requestId),
  };
  return { target, arn, message };
}

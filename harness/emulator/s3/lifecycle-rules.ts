import type { Bucket } from "./bucket.ts";
import type { Lifecycle, ObjectEvent } from "./bucket-settings.ts";
import { isLocked } from "./object-lock.ts";
import type { ObjectVersion, StoredObject } from "./stored-object.ts";

const DAY_MS = 86_400_000;

interface Bounds {
  readonly ObjectSizeGreaterThan?: number | undefined;
  readonly ObjectSizeLessThan?: number | undefined;
}
type Tag = { readonly Key: string; readonly Value: string };
interface Criteria extends Bounds {
  readonly Prefix?: string | undefined;
  readonly Tag?: readonly Tag[] | undefined;
}

/** What of a rule decides when something ends. */
interface Rule {
  readonly ID: string;
  readonly Status: "Enabled" | "Disabled";
  readonly Prefix?: string | undefined;
  readonly Filter?: (Criteria & { readonly And?: Criteria | undefined }) | undefined;
  readonly Expiration?:
    | {
        readonly Days?: number | undefined;
        readonly Date?: string | undefined;
        readonly ExpiredObjectDeleteMarker?: boolean | undefined;
      }
    | undefined;
  readonly NoncurrentVersionExpiration?:
    | { readonly NoncurrentDays?: number | undefined; readonly NewerNoncurrentVersions?: number | undefined }
    | undefined;
}

/**
 * Rules by which objects end (https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html). S3 looks once a day;
 * here every request to the bucket finds gone what has ended by the world's time.
 */
export function lifecycleOf(bucket: Bucket, rules: readonly (Rule & object)[], minimumSize: string): Lifecycle {
  const enabled = rules.filter(({ Status }) => Status === "Enabled");
  const endOf = (object: StoredObject): { readonly rule: Rule; readonly atMs: number } | undefined => {
    const ends = enabled
      .filter((rule) => applies(rule, object))
      .flatMap((rule) => {
        const atMs = endMs(rule, object.lastModifiedMs);
        return atMs === undefined ? [] : [{ rule, atMs }];
      });
    return ends.sort((a, b) => a.atMs - b.atMs)[0];
  };
  return {
    content: { Rule: rules as never },
    minimumSize,
    expirationOf(object) {
      const end = endOf(object);
      return end && `expiry-date="${new Date(end.atMs).toUTCString()}", rule-id="${encodeURIComponent(end.rule.ID)}"`;
    },
    sweep(nowMs) {
      const events: ObjectEvent[] = [];
      for (const object of bucket.list()) {
        const end = endOf(object);
        if (end && end.atMs <= nowMs && !(bucket.versioning === undefined && isLocked(object, false, nowMs))) {
          events.push(endOfObject(object.key, bucket.delete(object.key, nowMs)));
        }
      }
      return [...events, ...sweepOldVersions(bucket, enabled, nowMs)];
    },
  };
}

function endMs({ Expiration }: Rule, modifiedMs: number): number | undefined {
  if (Expiration?.Date !== undefined) return Date.parse(Expiration.Date);
  return Expiration?.Days === undefined ? undefined : midnightAfter(modifiedMs, Expiration.Days);
}

/** Days are counted whole, and end at the next midnight UTC. */
function midnightAfter(ms: number, days: number): number {
  return (Math.floor((ms + days * DAY_MS) / DAY_MS) + 1) * DAY_MS;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configure-notification.html */
function endOfObject(key: string, marker: ObjectVersion | undefined): ObjectEvent {
  if (!marker) return { name: "LifecycleExpiration:Delete", key };
  return { name: "LifecycleExpiration:DeleteMarkerCreated", key, versionId: marker.versionId };
}

function sweepOldVersions(bucket: Bucket, rules: readonly Rule[], nowMs: number): ObjectEvent[] {
  const events: ObjectEvent[] = [];
  const end = ({ key, versionId }: ObjectVersion): void => {
    bucket.deleteVersion(key, versionId);
    events.push({ name: "LifecycleExpiration:Delete", key, versionId });
  };
  const byKey = new Map<string, ObjectVersion[]>();
  for (const { version } of bucket.versions()) byKey.set(version.key, [...(byKey.get(version.key) ?? []), version]);
  for (const [key, versions] of byKey) {
    versions.slice(1).forEach((version, index) => {
      // A version is old from the moment that the next took its place.
      const sinceMs = versions[index]?.lastModifiedMs ?? nowMs;
      const ends = rules.some((rule) => {
        const { NoncurrentDays: days, NewerNoncurrentVersions: kept = 0 } = rule.NoncurrentVersionExpiration ?? {};
        return days !== undefined && index >= kept && applies(rule, version) && midnightAfter(sinceMs, days) <= nowMs;
      });
      const locked = version.kind === "object" && isLocked(version, false, nowMs);
      if (ends && !locked) end(version);
    });
    const latest = bucket.latest(key);
    const alone = bucket.versions().filter(({ version }) => version.key === key).length === 1;
    const cleans = rules.some((rule) => rule.Expiration?.ExpiredObjectDeleteMarker && latest && applies(rule, latest));
    if (latest?.kind === "delete-marker" && alone && cleans) end(latest);
  }
  return events;
}

function applies(rule: Rule, version: ObjectVersion): boolean {
  const criteria = [{ Prefix: rule.Prefix }, rule.Filter ?? {}, rule.Filter?.And ?? {}];
  return criteria.every((one) => fits(one, version));
}

function fits({ Prefix = "", Tag = [], ObjectSizeGreaterThan, ObjectSizeLessThan }: Criteria, version: ObjectVersion) {
  if (!version.key.startsWith(Prefix)) return false;
  if (version.kind !== "object") return Tag.length === 0;
  const { length } = version.body;
  if (ObjectSizeGreaterThan !== undefined && length <= ObjectSizeGreaterThan) return false;
  if (ObjectSizeLessThan !== undefined && length >= ObjectSizeLessThan) return false;
  return Tag.every(({ Key, Value }) => version.tags?.get(Key) === Value);
}

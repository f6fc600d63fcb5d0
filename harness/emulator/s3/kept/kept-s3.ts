import type { Content, WrittenContent } from "../../../network/content.ts";
import type { KeptEntity, KeptRoom, StateChanges } from "../../state-changes.ts";
import { restorePolicy } from "../access/policy-document.ts";
import type { Bucket } from "../bucket.ts";
import type { BucketSettings, Target } from "../bucket-settings.ts";
import type { LifecycleRule } from "../lifecycle-document.ts";
import { lifecycleOf } from "../lifecycle-rules.ts";
import type { CompletedUpload, MultipartUpload, UploadedPart } from "../multipart-upload.ts";
import { notificationsOf } from "../notification-messages.ts";
import type { ObjectStore, StoreChanges } from "../object-store.ts";
import { type CorsRule, corsOf } from "../operations/bucket-cors.ts";
import type { DeleteMarker, ObjectVersion, StoredObject } from "../stored-object.ts";

type Named<T> = Omit<T, "policy" | "cors" | "lifecycle" | "notifications">;

/** A bucket as plain data: of what is a function in memory, the document that it was made of. */
interface WrittenBucket extends Pick<Bucket, "name" | "createdAtMs" | "owner" | "region" | "versioning"> {
  readonly settings: Named<BucketSettings>;
  readonly policy: string | undefined;
  readonly cors: readonly CorsRule[] | undefined;
  readonly lifecycle: { readonly rules: readonly LifecycleWithId[]; readonly minimumSize: string } | undefined;
  readonly notifications:
    | {
        readonly targets: readonly Target[];
        readonly content: Parameters<typeof notificationsOf>[2];
      }
    | undefined;
}
type LifecycleWithId = LifecycleRule & { readonly ID: string };
type Written<T extends { readonly body: Content }> = Omit<T, "body"> & { readonly body: WrittenContent };
type WrittenVersion = Written<StoredObject> | DeleteMarker;
type WrittenUpload = Omit<MultipartUpload, "parts">;

/** S3's buckets, versions and uploads across restarts. */
export function keepS3(
  store: ObjectStore,
  changes: StateChanges,
  /** The content of a body that was written down. */
  bodyOf: (written: WrittenContent) => Content,
): KeptRoom {
  return {
    restore(entities) {
      for (const entity of entities) restoreEntity(store, entity, bodyOf);
      store.changes = tellingOf(changes);
    },
  };
}

function tellingOf(changes: StateChanges): StoreChanges {
  const keyOf = (bucket: Bucket, { key, versionId }: ObjectVersion) => [bucket.name, key, versionId];
  const numbered = ({ uploadId }: MultipartUpload, partNumber: number) => [uploadId, String(partNumber)];
  return {
    bucket: (bucket) => changes.changed("bucket", [bucket.name], () => writtenBucket(bucket)),
    bucketGone: (name) => changes.removed("bucket", [name]),
    version: (bucket, version) => changes.changed("version", keyOf(bucket, version), () => writtenVersion(version)),
    versionGone: (bucket, version) => changes.removed("version", keyOf(bucket, version)),
    upload: (upload) => changes.changed("upload", [upload.uploadId], () => writtenUpload(upload)),
    part: (upload, part) =>
      changes.changed("part", numbered(upload, part.partNumber), () => ({ ...part, body: part.body.written() })),
    uploadGone(upload) {
      changes.removed("upload", [upload.uploadId]);
      for (const partNumber of upload.parts.keys()) changes.removed("part", numbered(upload, partNumber));
    },
    completed: (upload) => changes.changed("completed", [upload.uploadId], () => upload),
    completedGone: (uploadId) => changes.removed("completed", [uploadId]),
  };
}

function writtenBucket(bucket: Bucket): WrittenBucket {
  const { name, createdAtMs, owner, region, versioning } = bucket;
  const { policy, cors, lifecycle, notifications, ...settings } = bucket.settings;
  return {
    name,
    createdAtMs,
    owner,
    region,
    versioning,
    settings,
    policy: policy?.text,
    cors: cors?.rules as readonly CorsRule[] | undefined,
    lifecycle: lifecycle && {
      rules: lifecycle.content.Rule as unknown as readonly LifecycleWithId[],
      minimumSize: lifecycle.minimumSize,
    },
    notifications: notifications && { targets: notifications.targets, content: notifications.content },
  };
}

function writtenVersion(version: ObjectVersion): WrittenVersion {
  return version.kind === "object" ? { ...version, body: version.body.written() } : version;
}

function writtenUpload({ parts: _, ...upload }: MultipartUpload): WrittenUpload {
  return upload;
}

function restoreEntity(
  store: ObjectStore,
  { kind, key: [first = ""], value }: KeptEntity,
  bodyOf: (written: WrittenContent) => Content,
): void {
  switch (kind) {
    case "bucket":
      restoreBucket(store, value as WrittenBucket);
      break;
    case "version": {
      const version = value as WrittenVersion;
      const restored = version.kind === "object" ? { ...version, body: bodyOf(version.body) } : version;
      store.bucket(first).restore(restored);
      break;
    }
    case "upload":
      store.restoreUpload({ ...(value as WrittenUpload), parts: new Map() });
      break;
    case "part": {
      const part = value as Written<UploadedPart>;
      store.restorePart(first, { ...part, body: bodyOf(part.body) });
      break;
    }
    case "completed":
      store.restoreCompleted(value as CompletedUpload);
      break;
    default:
      throw new Error(`S3 keeps nothing of the kind ${kind}.`);
  }
}

function restoreBucket(store: ObjectStore, written: WrittenBucket): void {
  const { name, createdAtMs: nowMs, owner, region, versioning } = written;
  const bucket = store.createBucket({ name, nowMs, owner, region, versioning });
  const { policy, cors, lifecycle, notifications } = written;
  Object.assign(bucket.settings, written.settings, {
    policy: policy === undefined ? undefined : restorePolicy(policy),
    cors: cors && corsOf(cors),
    lifecycle: lifecycle && lifecycleOf(bucket, lifecycle.rules, lifecycle.minimumSize),
    notifications: notifications && notificationsOf(bucket, notifications.targets, notifications.content),
  });
}

import { type Acl, privateAcl } from "./acl.ts";
import type { BucketSettings } from "./bucket-settings.ts";
import type { Owner } from "./owners.ts";
import type { DeleteMarker, ObjectVersion, StoredObject } from "./stored-object.ts";

export type Versioning = "Enabled" | "Suspended" | undefined;

const NULL_VERSION = "null";

/** Told of every version that comes or goes. */
export interface VersionChanges {
  version(bucket: Bucket, version: ObjectVersion): void;
  versionGone(bucket: Bucket, version: ObjectVersion): void;
}

interface BucketOptions {
  readonly name: string;
  readonly createdAtMs: number;
  readonly versioning: Versioning;
  readonly owner: Owner;
  readonly region: string;
  readonly newVersionId: () => string;
  readonly changes: () => VersionChanges | undefined;
}

/** Keys and their versions. It knows nothing of HTTP, errors or time; ids of versions come from outside. */
export class Bucket {
  readonly name: string;
  readonly createdAtMs: number;
  readonly owner: Owner;
  readonly region: string;
  readonly settings: BucketSettings = {};
  versioning: Versioning;
  /** Versions of each key, the newest last. */
  readonly #versions = new Map<string, ObjectVersion[]>();
  readonly #newVersionId: () => string;
  readonly #changes: () => VersionChanges | undefined;

  constructor(options: BucketOptions) {
    this.name = options.name;
    this.createdAtMs = options.createdAtMs;
    this.owner = options.owner;
    this.region = options.region;
    this.versioning = options.versioning;
    this.#newVersionId = options.newVersionId;
    this.#changes = options.changes;
  }

  get isEmpty(): boolean {
    return this.#versions.size === 0;
  }

  get acl(): Acl {
    return this.settings.acl ?? privateAcl(this.owner);
  }

  /** Whether access lists mean something here; `byDefault` where nobody has said. */
  takesAcls(byDefault: boolean): boolean {
    const { ownership, ownershipDeleted } = this.settings;
    return ownership === undefined ? byDefault || ownershipDeleted === true : ownership !== "BucketOwnerEnforced";
  }

  /** The newest version, a delete marker included. */
  latest(key: string): ObjectVersion | undefined {
    return this.#versions.get(key)?.at(-1);
  }

  /** The object that a plain GET would return. */
  current(key: string): StoredObject | undefined {
    const latest = this.latest(key);
    return latest?.kind === "object" ? latest : undefined;
  }

  version(key: string, versionId: string): ObjectVersion | undefined {
    return this.#versions.get(key)?.find((version) => version.versionId === versionId);
  }

  put(object: Omit<StoredObject, "kind" | "versionId">): StoredObject {
    return this.#add({ ...object, kind: "object", versionId: this.#nextVersionId() });
  }

  /** Deletes as a plain DELETE does: leaves a marker where versioning is or was enabled, else nothing. */
  delete(key: string, nowMs: number, owner = this.owner): DeleteMarker | undefined {
    if (this.versioning === undefined) {
      this.#keep(key, []);
      return undefined;
    }
    return this.#add({ kind: "delete-marker", key, versionId: this.#nextVersionId(), owner, lastModifiedMs: nowMs });
  }

  /** Removes one version for good; returns it if it was there. */
  deleteVersion(key: string, versionId: string): ObjectVersion | undefined {
    const versions = this.#versions.get(key) ?? [];
    const removed = versions.find((version) => version.versionId === versionId);
    this.#keep(
      key,
      versions.filter((version) => version !== removed),
    );
    return removed;
  }

  /** All versions, keys in the order of their UTF-8 bytes, the newest version of each first. */
  versions(): ListedVersion[] {
    return sortedKeys(this.#versions.keys()).flatMap((key) => {
      const versions = this.#versions.get(key) ?? [];
      return versions.toReversed().map((version, index) => ({ version, isLatest: index === 0 }));
    });
  }

  /** Current objects in the order of their keys' UTF-8 bytes, as S3 lists them. */
  list(): StoredObject[] {
    return sortedKeys(this.#versions.keys())
      .map((key) => this.current(key))
      .filter((object) => object !== undefined);
  }

  /** Takes in a version that was there before a restart, behind those that it has. */
  restore(version: ObjectVersion): void {
    if (version.kind === "object") version.body.keep();
    this.#versions.set(version.key, [...(this.#versions.get(version.key) ?? []), version]);
  }

  #nextVersionId(): string {
    return this.versioning === "Enabled" ? this.#newVersionId() : NULL_VERSION;
  }

  #add<V extends ObjectVersion>(added: V): V {
    const versions = this.#versions.get(added.key) ?? [];
    // Without enabled versioning there is at most one null version, and a write takes its place.
    this.#keep(added.key, [
      ...versions.filter((version) => added.versionId !== NULL_VERSION || version.versionId !== NULL_VERSION),
      added,
    ]);
    return added;
  }

  /** What lies on disk stays there as long as a version needs it. */
  #keep(key: string, versions: ObjectVersion[]): void {
    const before = this.#versions.get(key) ?? [];
    for (const version of versions) if (version.kind === "object" && !before.includes(version)) version.body.keep();
    for (const version of before) if (version.kind === "object" && !versions.includes(version)) version.body.release();
    if (versions.length === 0) this.#versions.delete(key);
    else this.#versions.set(key, versions);
    const changes = this.#changes();
    if (!changes) return;
    for (const version of before) if (!versions.includes(version)) changes.versionGone(this, version);
    for (const version of versions) if (!before.includes(version)) changes.version(this, version);
  }
}

export interface ListedVersion {
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

function sortedKeys(keys: Iterable<string>): string[] {
  return [...keys]
    .map((key) => ({ key, bytes: Buffer.from(key) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ key }) => key);
}

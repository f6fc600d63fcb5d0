import type { DeleteMarker, ObjectVersion, StoredObject } from "./stored-object.ts";

export type Versioning = "Enabled" | "Suspended" | undefined;

const NULL_VERSION = "null";

/** Keys and their versions. It knows nothing of HTTP, errors or time; ids of versions come from outside. */
export class Bucket {
  readonly name: string;
  readonly createdAtMs: number;
  versioning: Versioning;
  /** Versions of each key, the newest last. */
  readonly #versions = new Map<string, ObjectVersion[]>();
  readonly #newVersionId: () => string;

  constructor(options: { name: string; createdAtMs: number; versioning: Versioning; newVersionId: () => string }) {
    this.name = options.name;
    this.createdAtMs = options.createdAtMs;
    this.versioning = options.versioning;
    this.#newVersionId = options.newVersionId;
  }

  get isEmpty(): boolean {
    return this.#versions.size === 0;
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
  delete(key: string, nowMs: number): DeleteMarker | undefined {
    if (this.versioning === undefined) {
      this.#keep(key, []);
      return undefined;
    }
    return this.#add({ kind: "delete-marker", key, versionId: this.#nextVersionId(), lastModifiedMs: nowMs });
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

  /** Current objects in the order of their keys' UTF-8 bytes, as S3 lists them. */
  list(): StoredObject[] {
    return [...this.#versions.keys()]
      .map((key) => this.current(key))
      .filter((object) => object !== undefined)
      .map((object) => ({ object, bytes: Buffer.from(object.key) }))
      .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
      .map(({ object }) => object);
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
  }
}

import type { RandomStreams } from "../../clock/random-streams.ts";
import { Bucket, type VersionChanges, type Versioning } from "./bucket.ts";
import { noSuchBucket, noSuchUpload } from "./errors.ts";
import type { CompletedUpload, MultipartUpload, UploadedPart } from "./multipart-upload.ts";
import type { Owner } from "./owners.ts";

/** A client completes an upload again within minutes, if at all. */
const REMEMBERED_COMPLETIONS = 10_000;

/** Told of all that changes, when the state outlives the process. */
export interface StoreChanges extends VersionChanges {
  /** It is new, or its settings are others. */
  bucket(bucket: Bucket): void;
  bucketGone(name: string): void;
  upload(upload: MultipartUpload): void;
  part(upload: MultipartUpload, part: UploadedPart): void;
  /** With its parts. */
  uploadGone(upload: MultipartUpload): void;
  completed(upload: CompletedUpload): void;
  completedGone(uploadId: string): void;
}

export interface NewBucket {
  readonly name: string;
  readonly nowMs: number;
  readonly versioning: Versioning;
  readonly owner: Owner;
  readonly region: string;
}

/** All buckets and uploads of one world. */
export class ObjectStore {
  readonly #buckets = new Map<string, Bucket>();
  readonly #uploads = new Map<string, MultipartUpload>();
  readonly #completed = new Map<string, CompletedUpload>();
  readonly #random: RandomStreams;
  /** Nobody is told without it. */
  changes: StoreChanges | undefined;

  constructor(random: RandomStreams) {
    this.#random = random;
  }

  createBucket({ name, nowMs, versioning, owner, region }: NewBucket): Bucket {
    const newVersionId = (): string => this.#random.stream("s3/version-id").hex(32);
    const changes = () => this.changes;
    const bucket = new Bucket({ name, createdAtMs: nowMs, versioning, owner, region, newVersionId, changes });
    this.#buckets.set(name, bucket);
    this.changes?.bucket(bucket);
    return bucket;
  }

  findBucket(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  /** Throws NoSuchBucket. */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  /** Uploads that were under way go with it. */
  deleteBucket(name: string): void {
    this.#buckets.delete(name);
    this.changes?.bucketGone(name);
    for (const { uploadId, bucket } of [...this.#uploads.values()]) if (bucket === name) this.abortUpload(uploadId);
  }

  buckets(): Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  beginUpload(upload: Omit<MultipartUpload, "uploadId" | "parts">): MultipartUpload {
    const begun = { ...upload, uploadId: this.#random.stream("s3/upload-id").hex(64), parts: new Map() };
    this.#uploads.set(begun.uploadId, begun);
    this.changes?.upload(begun);
    return begun;
  }

  findUpload(uploadId: string): MultipartUpload | undefined {
    return this.#uploads.get(uploadId);
  }

  /** Throws NoSuchUpload, also when the upload belongs to another key. */
  upload(uploadId: string, bucket: string, key: string): MultipartUpload {
    this.bucket(bucket);
    const upload = this.#uploads.get(uploadId);
    if (!upload || upload.bucket !== bucket || upload.key !== key) throw noSuchUpload(uploadId);
    return upload;
  }

  /** Uploads under way in a bucket, in the order of their keys and, for one key, of their beginning. */
  uploads(bucket: string): MultipartUpload[] {
    return [...this.#uploads.values()]
      .filter((upload) => upload.bucket === bucket)
      .map((upload) => ({ upload, bytes: Buffer.from(upload.key) }))
      .sort((a, b) => Buffer.compare(a.bytes, b.bytes) || a.upload.initiatedAtMs - b.upload.initiatedAtMs)
      .map(({ upload }) => upload);
  }

  completedUpload(uploadId: string, bucket: string, key: string): CompletedUpload | undefined {
    const completed = this.#completed.get(uploadId);
    return completed?.bucket === bucket && completed.key === key ? completed : undefined;
  }

  /** A part sent again replaces the one before. */
  putPart(upload: MultipartUpload, part: UploadedPart): void {
    part.body.keep();
    upload.parts.get(part.partNumber)?.body.release();
    upload.parts.set(part.partNumber, part);
    this.changes?.part(upload, part);
  }

  /** Takes in an upload that was under way before a restart; its parts follow. */
  restoreUpload(upload: MultipartUpload): void {
    this.#uploads.set(upload.uploadId, upload);
  }

  restorePart(uploadId: string, part: UploadedPart): void {
    part.body.keep();
    this.#uploads.get(uploadId)?.parts.set(part.partNumber, part);
  }

  restoreCompleted(completed: CompletedUpload): void {
    this.#completed.set(completed.uploadId, completed);
  }

  completeUpload(completed: CompletedUpload): void {
    this.abortUpload(completed.uploadId);
    this.#completed.set(completed.uploadId, completed);
    this.changes?.completed(completed);
    const [oldest] = this.#completed.keys();
    if (this.#completed.size <= REMEMBERED_COMPLETIONS || oldest === undefined) return;
    this.#completed.delete(oldest);
    this.changes?.completedGone(oldest);
  }

  /** Forgets an upload and its parts; those that an object is made of stay with the object. */
  abortUpload(uploadId: string): void {
    const upload = this.#uploads.get(uploadId);
    if (!upload) return;
    for (const { body } of upload.parts.values()) body.release();
    this.#uploads.delete(uploadId);
    this.changes?.uploadGone(upload);
  }
}

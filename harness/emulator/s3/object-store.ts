import type { RandomStreams } from "../../clock/random-streams.ts";
import { Bucket, type Versioning } from "./bucket.ts";
import { noSuchBucket, noSuchUpload } from "./errors.ts";
import type { CompletedUpload, MultipartUpload } from "./multipart-upload.ts";

/** All buckets and uploads of one world. */
export class ObjectStore {
  readonly #buckets = new Map<string, Bucket>();
  readonly #uploads = new Map<string, MultipartUpload>();
  readonly #completed = new Map<string, CompletedUpload>();
  readonly #random: RandomStreams;

  constructor(random: RandomStreams) {
    this.#random = random;
  }

  createBucket(name: string, nowMs: number, versioning: Versioning): Bucket {
    const newVersionId = (): string => this.#random.stream("s3/version-id").hex(32);
    const bucket = new Bucket({ name, createdAtMs: nowMs, versioning, newVersionId });
    this.#buckets.set(name, bucket);
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

  deleteBucket(name: string): void {
    this.#buckets.delete(name);
  }

  buckets(): Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  beginUpload(upload: Omit<MultipartUpload, "uploadId" | "parts">): MultipartUpload {
    const begun = { ...upload, uploadId: this.#random.stream("s3/upload-id").hex(64), parts: new Map() };
    this.#uploads.set(begun.uploadId, begun);
    return begun;
  }

  /** Throws NoSuchUpload, also when the upload belongs to another key. */
  upload(uploadId: string, bucket: string, key: string): MultipartUpload {
    this.bucket(bucket);
    const upload = this.#uploads.get(uploadId);
    if (!upload || upload.bucket !== bucket || upload.key !== key) throw noSuchUpload(uploadId);
    return upload;
  }

  completedUpload(uploadId: string, bucket: string, key: string): CompletedUpload | undefined {
    const completed = this.#completed.get(uploadId);
    return completed?.upload.bucket === bucket && completed.upload.key === key ? completed : undefined;
  }

  completeUpload(completed: CompletedUpload): void {
    this.#uploads.delete(completed.upload.uploadId);
    this.#completed.set(completed.upload.uploadId, completed);
  }

  abortUpload(uploadId: string): void {
    this.#uploads.delete(uploadId);
  }
}

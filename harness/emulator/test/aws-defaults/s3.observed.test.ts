import { expect, test } from "vitest";
import { inWholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { numberOf, takenOf, takes } from "./observe.ts";
import { S3 } from "./s3.ts";

const aws = (name: string): number => numberOf(S3, name);
const OBJECT = { Bucket: "bucket", Key: "k" };

test("names of buckets, keys and metadata", () =>
  inWholeCloud(async (at) => {
    const names = {
      minimum: aws("MINIMUM_BUCKET_NAME_CHARACTERS"),
      maximum: aws("MAXIMUM_BUCKET_NAME_CHARACTERS"),
    };
    const create = (length: number) => at.call("s3", "CreateBucket", { Bucket: "b".repeat(length) });
    expect(await takenOf(names, create)).toEqual([names.minimum, names.maximum]);
    at.cloud.s3.createBucket("bucket");
    const put = (request: Record<string, unknown>) => at.call("s3", "PutObject", { ...OBJECT, Body: "", ...request });
    expect(await takenOf({ maximum: aws("MAXIMUM_KEY_BYTES") }, (bytes) => put({ Key: "k".repeat(bytes) }))).toEqual([
      1024,
    ]);
    const withMetadata = (bytes: number) => put({ Metadata: { name: "v".repeat(bytes - "name".length) } });
    expect(await takenOf({ maximum: aws("MAXIMUM_METADATA_BYTES") }, withMetadata)).toEqual([2048]);
  }));

test("a page of keys", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("bucket");
    const most = aws("MAXIMUM_LISTED_KEYS");
    for (let key = 0; key <= most; key++) await at.call("s3", "PutObject", { ...OBJECT, Key: `${key}`, Body: "" });
    const list = (request = {}) => at.call("s3", "ListObjectsV2", { Bucket: "bucket", ...request });
    expect([(await list()).KeyCount, (await list({ MaxKeys: most + 1 })).KeyCount]).toEqual([most, most]);
    const bounds = { minimum: aws("MINIMUM_MAX_KEYS"), maximum: aws("MAXIMUM_MAX_KEYS") };
    expect(await takenOf(bounds, (MaxKeys) => list({ MaxKeys }))).toEqual([bounds.minimum, bounds.maximum]);
  }));

test("a multipart upload: numbers and sizes of parts, a page of them", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("bucket");
    const begin = async () => ({
      ...OBJECT,
      UploadId: (await at.call("s3", "CreateMultipartUpload", OBJECT)).UploadId,
    });
    const upload = await begin();
    const put = (PartNumber: number, bytes = 0, to = upload) =>
      at.call("s3", "UploadPart", { ...to, PartNumber, Body: "x".repeat(bytes) });
    const numbers = { minimum: aws("MINIMUM_PART_NUMBER"), maximum: aws("MAXIMUM_PART_NUMBER") };
    expect(await takenOf(numbers, (number) => put(number))).toEqual([numbers.minimum, numbers.maximum]);
    for (let part = 2; part <= aws("MAXIMUM_LISTED_PARTS"); part++) await put(part);
    const { Parts } = await at.call("s3", "ListParts", { ...upload, MaxParts: 2000 });
    expect((Parts as unknown[]).length).toBe(aws("MAXIMUM_LISTED_PARTS"));

    const completesWith = async (bytes: number): Promise<boolean> => {
      const to = await begin();
      const etags = [await put(1, bytes, to), await put(2, 1, to)].map(({ ETag }) => ETag);
      const named = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
      return takes(at.call("s3", "CompleteMultipartUpload", { ...to, MultipartUpload: { Parts: named } }));
    };
    const single = await begin();
    const { ETag } = await put(1, 1, single);
    const only = Array.from({ length: aws("MINIMUM_COMPLETED_PARTS") }, () => ({ ETag, PartNumber: 1 }));
    await at.call("s3", "CompleteMultipartUpload", { ...single, MultipartUpload: { Parts: only } });
    const least = aws("MINIMUM_PART_BYTES");
    expect([await completesWith(least - 1), await completesWith(least)]).toEqual([false, true]);
  }));

test("objects of one DeleteObjects", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("bucket");
    const remove = (count: number) =>
      at.call("s3", "DeleteObjects", {
        Bucket: "bucket",
        Delete: { Objects: Array.from({ length: count }, (_, index) => ({ Key: `${index}` })) },
      });
    const bounds = { minimum: aws("MINIMUM_DELETED_OBJECTS"), maximum: aws("MAXIMUM_DELETED_OBJECTS") };
    expect(await takenOf(bounds, remove)).toEqual([bounds.minimum, bounds.maximum]);
  }));

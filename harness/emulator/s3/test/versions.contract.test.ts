import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, OWNER, outcome, twoAccounts } from "./two-accounts.ts";

const at = (Key: string) => ({ Bucket: BUCKET, Key });

test("ListObjectVersions: newest first, markers among them, in pages, by prefix and delimiter", async () => {
  const { s3 } = await twoAccounts();
  const VersioningConfiguration = { Status: "Enabled" as const };
  await s3.send(new sdk.PutObjectCommand({ ...at("a"), Body: "before" }));
  await s3.send(new sdk.PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration }));
  for (const Body of ["1", "22"]) await s3.send(new sdk.PutObjectCommand({ ...at("a"), Body }));
  await s3.send(new sdk.PutObjectCommand({ ...at("folder/b"), Body: "b" }));
  await s3.send(new sdk.DeleteObjectCommand(at("a")));
  const list = (more: object = {}) => s3.send(new sdk.ListObjectVersionsCommand({ Bucket: BUCKET, ...more }));
  const all = await list();
  expect(all.Versions?.map(({ Key, Size, IsLatest }) => [Key, Size, IsLatest])).toEqual([
    ["a", 2, false],
    ["a", 1, false],
    ["a", 6, false],
    ["folder/b", 1, true],
  ]);
  expect(all.Versions?.[2]?.VersionId).toBe("null");
  expect(all.Versions?.[0]?.Owner?.ID).toBe(OWNER);
  expect(all.DeleteMarkers).toMatchObject([{ Key: "a", IsLatest: true, Owner: { ID: OWNER } }]);
  const seen: string[] = [];
  let page = await list({ MaxKeys: 1 });
  for (;;) {
    const [entry] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    seen.push(entry?.VersionId ?? "");
    if (!page.IsTruncated) break;
    page = await list({ MaxKeys: 1, KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker });
  }
  const ids = [all.DeleteMarkers?.[0], ...(all.Versions ?? [])].map((entry) => entry?.VersionId);
  expect(seen).toEqual(ids);
  const folders = await list({ Delimiter: "/", Prefix: "f" });
  expect([folders.CommonPrefixes, folders.Versions ?? []]).toEqual([[{ Prefix: "folder/" }], []]);
  expect(await outcome(list({ VersionIdMarker: "x" }))).toBe("InvalidArgument");
  const gone = await s3.send(
    new sdk.DeleteObjectsCommand({
      Bucket: BUCKET,
      Delete: {
        Objects: [...(all.Versions ?? []), ...(all.DeleteMarkers ?? [])].map(({ Key = "", VersionId }) => ({
          Key,
          VersionId,
        })),
      },
      BypassGovernanceRetention: true,
    }),
  );
  expect(gone.Errors ?? []).toEqual([]);
  const notThere = [{ Key: "k", VersionId: "no id" }, { Key: "k", VersionId: "x".repeat(32) }, { Key: "k" }];
  const deleted = await s3.send(new sdk.DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects: notThere } }));
  expect(deleted.Deleted).toHaveLength(2);
  expect(deleted.Errors).toMatchObject([{ Key: "k", VersionId: "no id", Code: "NoSuchVersion" }]);
  const marker = { Key: "k", VersionId: deleted.Deleted?.at(-1)?.DeleteMarkerVersionId };
  await s3.send(new sdk.DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects: [marker] } }));
  expect((await list()).Versions ?? []).toEqual([]);
});

test("an object of copied parts: uploads under way, ranges, part numbers, attributes", async () => {
  const { s3 } = await twoAccounts();
  const CopySource = `${BUCKET}/source`;
  await s3.send(new sdk.PutObjectCommand({ ...at("source"), Body: Buffer.alloc(5_242_880, "x") }));
  const begin = (Key: string) =>
    s3.send(new sdk.CreateMultipartUploadCommand({ ...at(Key), ChecksumAlgorithm: "CRC32" }));
  const { UploadId } = await begin("whole");
  await begin("other/one");
  const copy = (PartNumber: number, CopySourceRange?: string) =>
    s3.send(new sdk.UploadPartCopyCommand({ ...at("whole"), UploadId, CopySource, PartNumber, CopySourceRange }));
  const first = await copy(1);
  const second = await copy(2, "bytes=0-9");
  const asked = { ...at("whole"), CopySource, UploadId, PartNumber: 1 };
  for (const [ExpectedSourceBucketOwner, refusal] of Object.entries({
    "111122223333": "AccessDenied",
    nobody: "InvalidBucketOwnerAWSAccountID",
  })) {
    const owned = { ...asked, ExpectedSourceBucketOwner };
    expect(await outcome(s3.send(new sdk.UploadPartCopyCommand(owned)))).toBe(refusal);
    expect(await outcome(s3.send(new sdk.CopyObjectCommand(owned)))).toBe(refusal);
  }
  expect(await outcome(copy(3, "bytes=9-0"))).toBe("InvalidArgument");
  expect(await outcome(copy(3, "bytes=0-99999999"))).toBe("InvalidArgument");
  const uploads = await s3.send(new sdk.ListMultipartUploadsCommand({ Bucket: BUCKET }));
  expect(uploads.Uploads?.map(({ Key, Owner }) => [Key, Owner?.ID])).toEqual([
    ["other/one", OWNER],
    ["whole", OWNER],
  ]);
  const paged = await s3.send(new sdk.ListMultipartUploadsCommand({ Bucket: BUCKET, Delimiter: "/", MaxUploads: 1 }));
  expect([paged.CommonPrefixes, paged.IsTruncated]).toEqual([[{ Prefix: "other/" }], true]);
  const Parts = [first, second].map(({ CopyPartResult: part }, index) => ({
    PartNumber: index + 1,
    ETag: part?.ETag,
    ChecksumCRC32: part?.ChecksumCRC32,
  }));
  await s3.send(new sdk.CompleteMultipartUploadCommand({ ...at("whole"), UploadId, MultipartUpload: { Parts } }));
  const part = await s3.send(new sdk.GetObjectCommand({ ...at("whole"), PartNumber: 2 }));
  expect([part.PartsCount, part.ContentLength, part.ContentRange]).toEqual([2, 10, "bytes 5242880-5242889/5242890"]);
  const beyond = s3.send(new sdk.GetObjectCommand({ ...at("whole"), PartNumber: 3 }));
  expect(await outcome(beyond)).toBe("InvalidPartNumber");
  const attributes = await s3.send(
    new sdk.GetObjectAttributesCommand({
      ...at("whole"),
      ObjectAttributes: ["ETag", "Checksum", "ObjectParts", "ObjectSize", "StorageClass"],
      MaxParts: 1,
    }),
  );
  expect(attributes).toMatchObject({
    ObjectSize: 5_242_890,
    StorageClass: "STANDARD",
    Checksum: { ChecksumType: "COMPOSITE" },
    ObjectParts: { TotalPartsCount: 2, IsTruncated: true, NextPartNumberMarker: "1", Parts: [{ PartNumber: 1 }] },
  });
  expect(attributes.ETag).toMatch(/^[0-9a-f]{32}-2$/);
});

test("a copy takes tags and another class along, and may be onto itself when something changes", async () => {
  const { s3 } = await twoAccounts();
  await s3.send(new sdk.PutObjectCommand({ ...at("k"), Body: "k", Tagging: "a=b" }));
  const copy = (more: object) => s3.send(new sdk.CopyObjectCommand({ ...at("k"), CopySource: `${BUCKET}/k`, ...more }));
  expect(await outcome(copy({}))).toBe("InvalidRequest");
  await copy({ StorageClass: "STANDARD_IA" });
  const head = await s3.send(new sdk.HeadObjectCommand(at("k")));
  expect([head.StorageClass, head.TagCount]).toEqual(["STANDARD_IA", 1]);
  await s3.send(
    new sdk.CopyObjectCommand({ ...at("n"), CopySource: `${BUCKET}/k`, TaggingDirective: "REPLACE", Tagging: "c=d" }),
  );
  expect((await s3.send(new sdk.GetObjectTaggingCommand(at("n")))).TagSet).toEqual([{ Key: "c", Value: "d" }]);
  await copy({ StorageClass: "GLACIER" });
  expect(await outcome(s3.send(new sdk.GetObjectCommand(at("k"))))).toBe("InvalidObjectState");
  expect(
    await outcome(s3.send(new sdk.PutObjectCommand({ ...at("x"), Body: "x", StorageClass: "CARDBOARD" as never }))),
  ).toBe("InvalidStorageClass");
});

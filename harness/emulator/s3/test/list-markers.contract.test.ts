import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, twoAccounts } from "./two-accounts.ts";

const KEYS = ["a/", "a/b/1", "a/b/2", "a/c", "a/d/1", "e"];

/** Keys and common prefixes of all pages, in the order told. */
type Pages = (s3: sdk.S3Client, more: { Prefix: string; Delimiter: string }) => Promise<readonly string[][]>;

const told = (
  keys: readonly { Key?: string | undefined }[] = [],
  prefixes: readonly { Prefix?: string | undefined }[] = [],
) => [...keys.map(({ Key = "" }) => Key), ...prefixes.map(({ Prefix = "" }) => Prefix)];

const version1: Pages = async (s3, more) => {
  const pages: string[][] = [];
  let Marker: string | undefined;
  do {
    const page = await s3.send(new sdk.ListObjectsCommand({ Bucket: BUCKET, MaxKeys: 1, Marker, ...more }));
    pages.push(told(page.Contents, page.CommonPrefixes));
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  return pages;
};

const version2: Pages = async (s3, more) => {
  const pages: string[][] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(
      new sdk.ListObjectsV2Command({ Bucket: BUCKET, MaxKeys: 1, ContinuationToken, ...more }),
    );
    pages.push(told(page.Contents, page.CommonPrefixes));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return pages;
};

/** By the key alone, as a client goes on that has lost the version. */
const versions: Pages = async (s3, more) => {
  const pages: string[][] = [];
  let KeyMarker: string | undefined;
  do {
    const page = await s3.send(new sdk.ListObjectVersionsCommand({ Bucket: BUCKET, MaxKeys: 1, KeyMarker, ...more }));
    pages.push(told(page.Versions, page.CommonPrefixes));
    KeyMarker = page.NextKeyMarker;
  } while (KeyMarker !== undefined);
  return pages;
};

test.each([
  ["ListObjects", version1],
  ["ListObjectsV2", version2],
  ["ListObjectVersions", versions],
] as const)("%s goes on behind a key that ends in the delimiter, and behind a common prefix", async (_, pages) => {
  const { s3 } = await twoAccounts();
  for (const Key of KEYS) await s3.send(new sdk.PutObjectCommand({ Bucket: BUCKET, Key, Body: "x" }));
  const below = { Prefix: "a/", Delimiter: "/" };
  expect(await pages(s3, below)).toEqual([["a/"], ["a/b/"], ["a/c"], ["a/d/"]]);
  expect(await pages(s3, { Prefix: "", Delimiter: "/" })).toEqual([["a/"], ["e"]]);
});

import { S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { presignGet, presignPut } from "./presigned-url.ts";

const client = new S3Client({
  region: "us-east-1",
  endpoint: "http://127.0.0.1:16001",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

/** Recordings cur-correct/03-uploads and 13-download: the URL of the real server, signature included. */
test("an upload URL is the Go SDK's, byte for byte", async () => {
  const object = {
    bucket: "toq-listing-medias",
    key: "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg",
    lifetimeSeconds: 900,
    nowMs: Date.UTC(2026, 10, 24, 5, 57, 45),
  };
  expect(await presignPut(client, object, "OC5ai60BZU9bB+Pj3Sp2aQqK6/3KxfztAfLVFdgUVwM=")).toBe(
    "http://127.0.0.1:16001/toq-listing-medias/28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Checksum-Sha256=OC5ai60BZU9bB%2BPj3Sp2aQqK6%2F3KxfztAfLVFdgUVwM%3D&X-Amz-Credential=test%2F20261124%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261124T055745Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&x-id=PutObject&X-Amz-Signature=8fe5bb49b4238521c97a17d6b1ec957d322249f864557b293acf5e1a822ae47e",
  );
});

test("a download URL is the Go SDK's, byte for byte", async () => {
  const object = {
    bucket: "toq-listing-medias",
    key: "28/processed/photo/horizontal/thumbnail/horizontal-01-IMG_2907.jpg",
    lifetimeSeconds: 3600,
    nowMs: Date.UTC(2026, 10, 24, 5, 57, 52),
  };
  expect(await presignGet(client, object)).toBe(
    "http://127.0.0.1:16001/toq-listing-medias/28/processed/photo/horizontal/thumbnail/horizontal-01-IMG_2907.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Checksum-Mode=ENABLED&X-Amz-Credential=test%2F20261124%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261124T055752Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&x-id=GetObject&X-Amz-Signature=fe9a4e266b37996ab5ad0bddaccc41cca54dbf27b04ebbd89960c16a303d683a",
  );
});

test("without a checksum the URL has no checksum parameter", async () => {
  const url = await presignPut(client, { bucket: "b", key: "k", lifetimeSeconds: 900, nowMs: 0 }, "");
  expect([...new URL(url).searchParams.keys()]).toEqual([
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "x-id",
    "X-Amz-Signature",
  ]);
});

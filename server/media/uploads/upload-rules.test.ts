import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { readServerConfiguration } from "../../configuration.ts";
import { HttpError } from "../../http/http-error.ts";
import type { UploadFile } from "./upload-request.ts";
import { checkUploads } from "./upload-rules.ts";

const { limits } = readServerConfiguration({ s3: {}, workflow: {}, queue: {}, jwt: { secret: "s" } });

const file: UploadFile = {
  assetType: "PHOTO_HORIZONTAL",
  filename: "a.jpg",
  contentType: "image/jpeg",
  bytes: 10,
  checksum: "abcd",
  title: "",
  sequence: 1,
  metadata: new Map(),
};

const current = new System("current");

function refusal(...changes: readonly Partial<UploadFile>[]): readonly unknown[] {
  try {
    checkUploads(
      current,
      limits,
      changes.map((change) => ({ ...file, ...change })),
    );
    return ["accepted"];
  } catch (error) {
    return error instanceof HttpError ? [error.message, error.details] : [error];
  }
}

const KEY = "PHOTO_HORIZONTAL-1";

test.each([
  [[{}], ["accepted"]],
  [[{ contentType: " IMAGE/JPEG " }], ["accepted"]],
  [[{ assetType: "photo_horizontal" }], ["accepted"]],
  [
    [{}, {}],
    ["duplicate asset type and sequence", { key: KEY }],
  ],
  [[{ contentType: "image/gif" }], ["unsupported content type", { contentType: "image/gif" }]],
  [[{ bytes: 268_435_457 }], ["file exceeds allowed size", { key: KEY, maxBytes: 268_435_456 }]],
  [[{ checksum: "   " }], ["checksum is required", { key: KEY }]],
  [[{ assetType: "PHOTO" }], ["unsupported asset type", { assetType: "PHOTO", key: "PHOTO-1" }]],
])("%j", (changes, expected) => {
  expect(refusal(...changes)).toEqual(expected);
});

test("a size beyond 2^53 is compared exactly", () => {
  expect(refusal({ bytes: 2n ** 63n - 1n })[0]).toBe("file exceeds allowed size");
});

test("the batch is limited in number and size", () => {
  const many = (count: number, bytes: number) =>
    Array.from({ length: count }, (_, index) => ({ sequence: index + 1, bytes }));
  expect(refusal(...many(61, 1))).toEqual(["too many files in batch", { maxFiles: 60 }]);
  expect(refusal(...many(4, 268_435_456))).toEqual(["accepted"]);
  expect(refusal(...many(5, 268_435_456))).toEqual([
    "batch exceeds maximum allowed payload",
    { maxBytes: 1_073_741_824 },
  ]);
});

test.each(["image/heic", " IMAGE/HEIC ", "application/pdf"])("D27: %s is refused before the upload", (contentType) => {
  const files = [{ ...file, contentType }];
  expect(() => checkUploads(new System("fixed"), limits, files)).toThrow(/^(HEIC|PDF) .* cannot be processed: upload /);
  expect(() => checkUploads(new System("fixed", ["D27"]), limits, files)).not.toThrow();
});

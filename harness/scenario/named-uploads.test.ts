import { expect, test } from "vitest";
import { listing28Uploads } from "./listing-28.ts";
import { type NamedFile, namedUploads } from "./named-uploads.ts";

const JPEG = Buffer.from([0xff, 0xd8]);

test.each<[string, NamedFile, boolean]>([
  [
    "a photo that is cut off",
    { assetType: "PHOTO_VERTICAL", sequence: 1, name: "a.jpg", condition: "truncated" },
    true,
  ],
  ["a photo that is none", { assetType: "PHOTO_VERTICAL", sequence: 1, name: "a.jpg", condition: "no-picture" }, false],
  // ffmpeg takes the beginning of a JPEG for a film.
  [
    "a video that is cut off",
    { assetType: "VIDEO_VERTICAL", sequence: 1, name: "a.mp4", condition: "truncated" },
    false,
  ],
])("%s begins as a picture or not", async (_, file, isPicture) => {
  const [upload] = await namedUploads(await listing28Uploads("small"), [file]);
  expect(upload?.photo.bytes.subarray(0, 2).equals(JPEG)).toBe(isPicture);
  expect(upload?.photo.name).toBe(file.name);
});

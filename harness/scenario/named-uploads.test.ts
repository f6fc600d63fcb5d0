import { expect, test } from "vitest";
import { findFfmpeg } from "../support/ffmpeg/find-ffmpeg.ts";
import { listing28Uploads } from "./listing-28.ts";
import { type NamedFile, namedUploads } from "./named-uploads.ts";

const JPEG = Buffer.from([0xff, 0xd8]);

const contentOf = async (file: NamedFile) => (await namedUploads(await listing28Uploads("small"), [file]))[0]?.photo;

test.each<[string, NamedFile, boolean]>([
  [
    "a photo that is cut off",
    { assetType: "PHOTO_VERTICAL", sequence: 1, name: "a.jpg", condition: "truncated" },
    true,
  ],
  ["a photo that is none", { assetType: "PHOTO_VERTICAL", sequence: 1, name: "a.jpg", condition: "no-picture" }, false],
])("%s begins as a picture or not", async (_, file, isPicture) => {
  const photo = await contentOf(file);
  expect(photo?.bytes.subarray(0, 2).equals(JPEG)).toBe(isPicture);
  expect(photo?.name).toBe(file.name);
});

const hasFfmpeg = "path" in findFfmpeg(process.env);

test.runIf(hasFfmpeg)(
  "a video is a clip, also a broken or short one; one that is a photo has the name of a video",
  async () => {
    const file = { assetType: "VIDEO_VERTICAL", sequence: 1, name: "a.mp4" };
    const good = await contentOf(file);
    const [broken, short, photo, text] = [
      await contentOf({ ...file, condition: "truncated" }),
      await contentOf({ ...file, condition: "short" }),
      await contentOf({ ...file, condition: "photo" }),
      await contentOf({ ...file, condition: "no-picture" }),
    ];
    const kindOf = (bytes: Buffer | undefined) => bytes?.subarray(4, 8).toString("latin1");
    expect(kindOf(good?.bytes)).toBe("ftyp");
    expect(kindOf(short?.bytes)).toBe("ftyp");
    expect(short?.bytes.length).toBeLessThan(good?.bytes.length ?? 0);
    expect(broken?.bytes.length).toBe(Math.floor((good?.bytes.length ?? 0) / 3));
    expect(photo?.bytes.subarray(0, 2).equals(JPEG)).toBe(true);
    expect(text?.bytes.toString()).toContain("<!doctype html>");
    for (const one of [good, broken, short, photo, text])
      expect(one).toMatchObject({ name: "a.mp4", contentType: "video/mp4" });
  },
);

import { PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, FUNCTIONS, failService, invokeFunction, scenario } from "#scenario";

const PHOTO = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";

interface Report {
  readonly body: {
    readonly status: string;
    readonly generatedAssets: readonly { readonly key: string; readonly type: string; readonly sourceKey: string }[];
    readonly errors: readonly {
      readonly sourceKey: string;
      readonly errorCode: string;
      readonly errorMessage: string;
    }[];
  };
}

// docs/contract/pipeline.md 4.2 and 1.2; the status as in the fixed system (D4).
scenario(
  "the thumbnails Lambda reports what it made and what it could not, asset by asset",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    const { s3 } = await world.clients();
    const put = (Key: string, Body: Buffer | string) =>
      s3.send(new PutObjectCommand({ Bucket: world.place.bucketName, Key, Body }));
    await put("28/raw/text.jpg", "no picture");
    await put("28/raw/2025-12-03/photo/2024-01-02/a.jpg", uploads[0]?.photo.bytes ?? "");
    const call = async (input: Readonly<Record<string, unknown>>) =>
      ((await invokeFunction(world, FUNCTIONS.thumbnails, { jobId: 20, listingIdentityId: 28, ...input })) as Report)
        .body;

    const assets = [
      { key: PHOTO, type: "PHOTO_HORIZONTAL" },
      { key: "28/raw/gone.jpg", type: "P" },
      { key: "28/raw/text.jpg", type: "P" },
      { key: "28/processed/a.jpg", type: "P" },
      { key: "28/raw/invalid.jpg", type: "P", error: "failed before" },
      { key: "28/raw/v.mp4", type: "video_horizontal" },
      { key: "28/raw/2025-12-03/photo/2024-01-02/a.jpg", type: "P" },
    ];
    const report = await call({ assets });
    expect(report.status).toBe("SUCCESS");
    const sizes = ["thumbnail", "small", "medium", "large"];
    expect(report.generatedAssets).toEqual([
      ...sizes.map((size) => ({
        key: `28/processed/photo/horizontal/${size}/horizontal-01-IMG_2907.jpg`,
        type: "PHOTO_HORIZONTAL",
        sourceKey: PHOTO,
      })),
      ...sizes.map((size) => ({ key: `28/processed/photo/${size}/a.jpg`, type: "P", sourceKey: assets[6]?.key })),
    ]);
    expect(report.errors.map(({ sourceKey, errorCode }) => [sourceKey, errorCode])).toEqual(
      [1, 2, 3].map((index) => [assets[index]?.key, "THUMBNAIL_PROCESSING_FAILED"]),
    );
    const [gone, text, processed] = report.errors.map(({ errorMessage }) => errorMessage);
    expect(gone).toMatch(/^failed to download image: failed to download from s3: .*NoSuchKey/);
    expect(text).toBe("failed to decode image: image: unknown format");
    expect(processed).toBe("failed to generate key for thumbnail: invalid key format: must contain 'raw/' segment");

    // Photos that are told apart are taken from their own list.
    const imageAssets = assets.slice(1, 2);
    const none = await call({ assets, imageAssets });
    expect([none.status, none.errors.length, none.generatedAssets]).toEqual(["FAILED", 1, []]);
    expect(await call({ assets: [] })).toEqual({ status: "SUCCESS", generatedAssets: [], errors: [] });

    failService(world, { target: "s3", operation: "PutObject" }, { status: 403, code: "AccessDenied", times: 1 });
    const [denied] = (await call({ assets: assets.slice(0, 1) })).errors;
    expect(denied?.errorMessage).toMatch(/^failed to upload thumbnail: failed to upload to s3: .*AccessDenied/);
  },
);

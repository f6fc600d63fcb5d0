import { PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, FUNCTIONS, invokeFunction, jpegFacts, scenario, videoClip } from "#scenario";

const KEY = "28/raw/video/horizontal/horizontal-01-tour.mp4";
const THUMBNAIL = "28/processed/video/horizontal/thumbnail/horizontal-01-tour.mp4";

// docs/contract/pipeline.md 4.3.
scenario(
  "the video-thumbnails Lambda takes a frame of each video, 200 pixels wide, and tells of the others why not",
  { needs: ["ffmpeg"] },
  async ({ world }) => {
    const { s3 } = await world.clients();
    const clip = await videoClip(world, "tour.mp4", { container: "mp4", width: 320, height: 160, seconds: 2 });
    const put = (Key: string, Body: Buffer) =>
      s3.send(new PutObjectCommand({ Bucket: world.place.bucketName, Key, Body }));
    await put(KEY, clip.bytes);
    await put("28/raw/video/broken.mp4", Buffer.from("no video"));
    await put("28/processed/tour.mp4", clip.bytes);
    const asset = (key: string, type: string, error = "") => ({ key, type, error });
    const assets = [
      asset(KEY, "VIDEO_HORIZONTAL"),
      asset("28/raw/photo.jpg", "PHOTO_HORIZONTAL"),
      asset("28/raw/video/gone.mp4", "VIDEO_VERTICAL"),
      asset("28/raw/video/broken.mp4", "video_vertical"),
      asset("28/processed/tour.mp4", "VIDEO_VERTICAL"),
      asset("28/raw/video/invalid.mp4", "VIDEO_VERTICAL", "failed before"),
    ];
    const call = (event: object) =>
      invokeFunction(world, FUNCTIONS.video_thumbnails, { jobId: 20, listingIdentityId: 28, ...event });
    const code = { errorCode: "VIDEO_THUMBNAIL_FAILED" };
    expect(await call({ assets })).toEqual({
      body: {
        status: "SUCCESS",
        generatedAssets: [{ key: THUMBNAIL, type: "VIDEO_THUMBNAIL", sourceKey: KEY }],
        errors: [
          { ...code, sourceKey: assets[2]?.key, errorMessage: expect.stringMatching(/^failed to download video: /) },
          {
            ...code,
            sourceKey: assets[3]?.key,
            errorMessage: expect.stringMatching(/^ffmpeg failed: exit status \d+ \| output: /),
          },
          { ...code, sourceKey: assets[4]?.key, errorMessage: "invalid key format: must contain 'raw/' segment" },
        ],
      },
    });
    const thumbnail = (await world.objects()).find(({ key }) => key === THUMBNAIL);
    expect(thumbnail?.contentType).toBe("image/jpeg");
    const { width, height } = jpegFacts((await world.object(THUMBNAIL)) ?? Buffer.alloc(0));
    expect([width, height]).toEqual([200, 100]);
    // Videos that are told apart are taken from their own list.
    const none = { body: { status: "SUCCESS", generatedAssets: [], errors: [] } };
    expect(await call({ assets, videoAssets: assets.slice(5) })).toEqual(none);
  },
);

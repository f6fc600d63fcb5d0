import { createHash } from "node:crypto";
import { expect, FUNCTIONS, invokeFunction, scenario } from "#scenario";

const PHOTO = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";

// docs/contract/pipeline.md 4.1, step mode; videos as in the fixed system (D26).
scenario(
  "the validation looks at every object, keeps those that are not there with the reason, and sorts photos from videos",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    const { bytes } = uploads[0]?.photo ?? { bytes: Buffer.alloc(0) };
    const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
    const gone = "28/raw/photo/vertical/gone.jpg";
    const video = "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg";
    const answer = (await invokeFunction(world, FUNCTIONS.validate, {
      jobId: 20,
      listingIdentityId: 28,
      traceparent: "00-1",
      assets: [
        { key: PHOTO, type: "PHOTO_HORIZONTAL" },
        { key: gone, type: "PROJECT_DOC" },
        { key: video, type: "video_vertical" },
        { key: "28/raw/video/gone.mp4", type: "VIDEO_HORIZONTAL" },
      ],
    })) as Readonly<Record<string, unknown>>;
    const photo = { key: PHOTO, type: "PHOTO_HORIZONTAL", sourceKey: PHOTO, size: bytes.length, etag };
    const error = expect.stringMatching(
      /^failed to head object: operation error S3: HeadObject, https response error StatusCode: 404/,
    );
    const lost = { key: gone, type: "PROJECT_DOC", sourceKey: gone, error };
    const film = { key: video, type: "video_vertical", sourceKey: video };
    const lostFilm = { key: "28/raw/video/gone.mp4", error };
    expect(answer).toMatchObject({
      jobId: 20,
      listingIdentityId: 28,
      traceparent: "00-1",
      assets: [photo, lost, film, lostFilm],
      imageAssets: [photo, lost],
      videoAssets: [film, lostFilm],
      hasImages: true,
      hasVideos: true,
      conversions: [
        {
          sourceKey: video,
          type: "video_vertical",
          videoInput: `s3://toq-listing-medias/${video}`,
          videoOutputPath: "s3://toq-listing-medias/28/processed/photo/horizontal/original/",
          convertedKey: "28/processed/photo/horizontal/original/horizontal-02-IMG_2705.mp4",
          height: 1920,
        },
      ],
    });
    const one = { jobId: 20, listingIdentityId: 28, assets: [{ key: PHOTO, type: "PHOTO_HORIZONTAL" }] };
    expect(await invokeFunction(world, FUNCTIONS.validate, one)).toEqual({
      ...one,
      assets: [photo],
      imageAssets: [photo],
      videoAssets: [],
      hasImages: true,
      hasVideos: false,
      traceparent: "",
    });
  },
);

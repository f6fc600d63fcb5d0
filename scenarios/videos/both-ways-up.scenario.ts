import { expect, inspectVideo, scenario, videoClip } from "#scenario";

const LYING = "28/processed/video/horizontal/original/horizontal-01-tour.mp4";
const UPRIGHT = "28/processed/video/vertical/original/vertical-01-stairs.mp4";

scenario(
  "a landscape and a portrait video among photos: both are converted with their sound, and the ZIP has the originals",
  { needs: ["ffmpeg"] },
  async ({ world, photographer, uploads }) => {
    const tour = await videoClip(world, "tour.mp4", {
      width: 160,
      height: 90,
      seconds: 2,
      frameRate: 10,
      container: "mp4",
    });
    const stairs = await videoClip(world, "stairs.mp4", {
      width: 90,
      height: 160,
      seconds: 2,
      container: "mp4",
      sideways: true,
    });
    const photos = uploads.slice(0, 2);
    await photographer.upload(28, [
      ...photos,
      { assetType: "VIDEO_HORIZONTAL", sequence: 1, photo: tour },
      { assetType: "VIDEO_VERTICAL", sequence: 1, photo: stairs },
    ]);
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    await expect(world).toHaveAssets([
      { asset_type: "PHOTO_HORIZONTAL", status: "PROCESSED" },
      { asset_type: "PHOTO_HORIZONTAL", status: "PROCESSED" },
      { asset_type: "VIDEO_HORIZONTAL", status: "PROCESSED", s3_key_processed: LYING },
      { asset_type: "VIDEO_VERTICAL", status: "PROCESSED", s3_key_processed: UPRIGHT },
    ]);
    expect(await inspectVideo(world, LYING)).toMatchObject({
      video: { codec: "h264", width: 1920, height: 1080 },
      hasAudio: true,
    });
    expect(await inspectVideo(world, UPRIGHT)).toMatchObject({
      video: { codec: "h264", width: 1080, height: 1920 },
      hasAudio: true,
    });

    await photographer.complete(28);
    await world.settle();
    await expect(world).toHaveZip("28/processed/zip/listing-media.zip", [
      ...photos.map(({ photo }, index) => ({
        name: `photo/horizontal/horizontal-0${index + 1}-${photo.name}`,
        sha256: photo.sha256,
      })),
      { name: "video/horizontal/horizontal-01-tour.mp4", sha256: tour.sha256 },
      { name: "video/vertical/vertical-01-stairs.mp4", sha256: stairs.sha256 },
    ]);
  },
);

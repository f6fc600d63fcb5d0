import { expect, scenario, videoClip } from "#scenario";

const CONVERTED = "28/processed/video/horizontal/original/horizontal-01-IMG_0007.mp4";

scenario(
  "a telephone's .MOV becomes an MP4, and whoever asks for the original video gets that",
  { needs: ["ffmpeg"] },
  async ({ world, photographer }) => {
    const film = await videoClip(world, "IMG_0007.MOV", {
      width: 160,
      height: 90,
      seconds: 2,
      frameRate: 10,
      container: "mov",
    });
    await photographer.upload(28, [{ assetType: "VIDEO_HORIZONTAL", sequence: 1, photo: film }]);
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveAssets([{ status: "PROCESSED", s3_key_processed: CONVERTED }]);
    const keys = (await world.objects()).map(({ key, contentType }) => [key, contentType]);
    expect(keys).toEqual([
      [CONVERTED, "video/mp4"],
      ["28/processed/video/horizontal/thumbnail/horizontal-01-IMG_0007.MOV", "image/jpeg"],
      ["28/raw/video/horizontal/horizontal-01-IMG_0007.MOV", "video/quicktime"],
    ]);
    const requests = [{ assetType: "VIDEO_HORIZONTAL", sequence: 1, resolution: "original" }];
    const { urls } = (await photographer.downloadUrls(28, requests)).json as { urls: { url: string }[] };
    const download = await photographer.fetch(urls[0]?.url ?? "");
    expect([download.status, download.headers["content-type"]]).toEqual([200, "video/mp4"]);
  },
);

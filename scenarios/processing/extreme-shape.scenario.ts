import { expect, png, scenario } from "#scenario";

// docs/contract/pipeline.md 4.2: a JPEG has at most 65535 pixels in a direction; this one would need 65536.
scenario(
  "a picture that is far too tall for a JPEG fails at its first size, and the others go on",
  {},
  async ({ world, photographer, uploads }) => {
    const [first, second] = uploads;
    if (!(first && second)) throw new Error("listing 28 has four photos");
    const photo = await world.real("make PNG", () => png("tall.png", { width: 25, height: 8192 }));
    await photographer.upload(28, [{ ...first, photo }, second]);
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveJobRows([{ id: 20, status: "PARTIAL_SUCCESS" }]);
    await expect(world).toHaveAssets([{ status: "FAILED", s3_key_processed: null }, { status: "PROCESSED" }]);
    const [failed] = await world.database.rows("media_assets");
    expect(JSON.parse(String(failed?.metadata))).toMatchObject({
      errorCode: "THUMBNAIL_PROCESSING_FAILED",
      error: "failed to encode resized image thumbnail: jpeg: image is too large to encode",
    });
    expect((await world.objects()).filter(({ key }) => key.includes("tall"))).toHaveLength(1);
  },
);

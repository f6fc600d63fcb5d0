import { expect, png, scenario, truncated } from "#scenario";

scenario(
  "a broken photo is uploaded again as a PNG: nothing of the first file is left, not even its error",
  {},
  async ({ world, photographer, uploads }) => {
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    await photographer.upload(28, [{ ...first, photo: truncated(first.photo) }]);
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveAssets([{ status: "FAILED" }]);

    const photo = await world.real("make PNG", () => png("better.png"));
    await photographer.upload(28, [{ ...first, photo }]);
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveAssets([
      {
        status: "PROCESSED",
        s3_key_raw: "28/raw/photo/horizontal/horizontal-01-better.png",
        s3_key_processed: "28/processed/photo/horizontal/large/horizontal-01-better.png",
      },
    ]);
    const [asset] = await world.database.rows("media_assets");
    expect(JSON.parse(String(asset?.metadata))).not.toHaveProperty("error");
    const keys = (await world.objects()).map(({ key }) => key);
    expect(keys.filter((key) => key.includes("IMG_2907"))).toEqual([]);
  },
);

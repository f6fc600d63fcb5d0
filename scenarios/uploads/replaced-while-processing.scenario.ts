import { expect, scenario } from "#scenario";

const PHOTO = { asset_type: "PHOTO_HORIZONTAL", sequence: 1 };

scenario(
  "a photo is uploaded again while its first file is being processed: the first result does not count for the second",
  {},
  async ({ world, photographer, uploads }) => {
    const [first, second] = uploads;
    if (!first || !second) throw new Error("listing 28 has four photos");
    await photographer.upload(28, [first]);
    await photographer.process(28);
    await photographer.upload(28, [{ ...first, photo: { ...second.photo, name: first.photo.name } }]);
    await world.settle();
    await expect(world).toHaveAssets([{ ...PHOTO, status: "PENDING_UPLOAD", s3_key_processed: null }]);
    await expect(world).toHaveLogged("WARN", "service.media.callback.result_superseded", { job_id: 20 });

    expect((await photographer.process(28)).status).toBe(202);
    await world.settle();
    await expect(world).toHaveAssets([{ ...PHOTO, status: "PROCESSED" }]);
  },
);

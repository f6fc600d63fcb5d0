import { expect, inspectPhoto, scenario, withDamagedExif, withXmpFirst } from "#scenario";

const LARGE = "28/processed/photo/vertical/large";

scenario(
  "portraits whose EXIF data are damaged, or come after others, are upright all the same",
  {},
  async ({ world, photographer, uploads }) => {
    const [damaged, late] = uploads.filter(({ assetType }) => assetType === "PHOTO_VERTICAL");
    if (!damaged || !late) throw new Error("two of the four photos are portraits");
    await photographer.upload(28, [
      { ...damaged, photo: withDamagedExif(damaged.photo) },
      { ...late, photo: withXmpFirst(late.photo) },
    ]);
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    const upright = { width: 1200, height: 1600 };
    expect(await inspectPhoto(world, `${LARGE}/vertical-01-${damaged.photo.name}`)).toEqual(upright);
    expect(await inspectPhoto(world, `${LARGE}/vertical-02-${late.photo.name}`)).toEqual(upright);
  },
);

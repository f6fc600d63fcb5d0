import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "a ZIP is asked for with sequence 0, as its answer says; a photo still needs one",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.complete(28);
    await world.settle();

    const answer = await owner.downloadUrls(28, [{ assetType: "ZIP", sequence: 0, resolution: "zip" }]);
    expect(answer.json).toMatchObject({ urls: [{ assetType: "ZIP", sequence: 0, resolution: "zip" }] });
    const photo = await owner.downloadUrls(28, [{ assetType: "PHOTO_VERTICAL", sequence: 0, resolution: "large" }]);
    expect(photo.json).toMatchObject({ details: { errors: [{ field: "requests[0].sequence" }] } });
  },
);

import { expect, loseCallbacks, scenario } from "#scenario";

scenario(
  "the result never arrives: after 30 virtual minutes the reconciler fails the job and frees its photos",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    // The first callback only reports that the execution has started.
    loseCallbacks(world, { skip: 1 });
    await photographer.upload(28, uploads.slice(0, 2));
    await photographer.process(28);
    await world.advance(29 * 60_000);
    await expect(world).toHaveJobRows([{ id: 20, completed_at: null }]);
    await world.advance(10 * 60_000);

    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED", last_error: "reconciler marked failed after 30m0s without callback" },
    ]);
    await expect(world).toHaveAssets([
      { asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "FAILED" },
      { asset_type: "PHOTO_HORIZONTAL", sequence: 2, status: "FAILED" },
    ]);
    await expect(world).toHaveListingStatus(28, 6);
  },
);

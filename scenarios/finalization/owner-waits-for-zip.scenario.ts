import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "until the ZIP exists the listing stays with the photographer, and the owner is told nothing",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    expect((await photographer.complete(28)).status).toBe(200);
    await expect(world).toHaveListingStatus(28, 6);
    expect(world.pushes()).toEqual([]);
    expect((await photographer.complete(28)).json).toEqual({
      code: 409,
      details: { jobId: 20 },
      message: "a finalization of this listing is already running",
    });
    expect((await owner.approve(28)).status).not.toBe(200);

    await world.settle();
    await expect(world).toHaveListingStatus(28, 7);
    expect(world.pushes()).toHaveLength(1);
    expect((await owner.approve(28)).status).toBe(200);
  },
);

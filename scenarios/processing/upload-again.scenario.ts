import { expect, scenario, truncated } from "#scenario";

scenario(
  "a photo failed and is uploaded again: only it is processed, and 'complete' is open",
  {},
  async ({ world, photographer, uploads }) => {
    const [first, second] = uploads.slice(0, 2);
    if (!first || !second) throw new Error("listing 28 has four photos");
    await photographer.upload(28, [first, { ...second, photo: truncated(second.photo) }]);
    await photographer.process(28);
    await world.settle();
    expect((await photographer.complete(28)).status).toBe(409);

    await photographer.upload(28, [second]);
    await photographer.process(28);
    await world.settle();
    const [, again] = await world.executions();
    expect(JSON.parse(again?.input ?? "{}").assets).toHaveLength(1);
    await expect(world).toHaveJobRows([
      { id: 20, status: "PARTIAL_SUCCESS" },
      { id: 21, status: "SUCCEEDED", last_error: null },
    ]);
    await expect(world).toHaveAssets([
      { sequence: 1, status: "PROCESSED" },
      { sequence: 2, status: "PROCESSED" },
    ]);
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();
    await expect(world).toHaveListingStatus(28, 7);
  },
);

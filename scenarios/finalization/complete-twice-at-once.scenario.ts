import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "two 'complete' at the same moment: one starts the finalization, the other is told so",
  { needs: ["virtual-time"] },
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    const answers = await Promise.all([photographer.complete(28), photographer.complete(28)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await world.settle();

    expect(await world.executions()).toHaveLength(1);
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED" }]);
    await expect(world).toHaveListingStatus(28, 7);
  },
);

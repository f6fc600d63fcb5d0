import { expect, PROCESSING_MACHINE, scenario } from "#scenario";

scenario(
  "the current revision with the incident's wrong machine: even more silent, not one error line, and no ZIP",
  {
    revision: "current",
    violates: ["finalization-machine", "bundle-exists", "approval-has-bundle"],
    world: { finalizationMachine: PROCESSING_MACHINE },
  },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();

    await expect(world).toHaveNoZip();
    await expect(world).toHaveJobRows([
      { id: 20, status: "SUCCEEDED" },
      { id: 21, status: "SUCCEEDED", payload: null, last_error: null },
    ]);
    await expect(world).toHaveQuietLogs(["service.media.complete.owner_notification.no_tokens"]);
    await expect(world).toHaveListingStatus(28, 7);
  },
);

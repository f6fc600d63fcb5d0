import { expect, scenario } from "#scenario";

scenario(
  "the incident's code with the right machine: the ZIP exists, but the system does not know it",
  {
    revision: "incident",
    // The machine is deployed and startable; nothing else of the revision changes (golden/ir-correct).
    defects: { removed: ["D2", "D3"] },
    violates: ["start-time"],
  },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();

    await expect(world).toHaveZip("28/processed/zip/21.zip", [
      { name: "photo/horizontal/large/horizontal-01-IMG_2907.jpg" },
      { name: "photo/horizontal/large/horizontal-02-IMG_2705.jpg" },
      { name: "photo/vertical/large/vertical-01-20220907_121157.jpg" },
      { name: "photo/vertical/large/vertical-02-20220907_121308.jpg" },
    ]);
    await expect(world).toHaveJobRows([
      { id: 20, status: "SUCCEEDED", provider: "STEP_FUNCTIONS", external_id: null, started_at: null },
      { id: 21, status: "SUCCEEDED", provider: "STEP_FUNCTIONS", payload: null, last_error: null },
    ]);
    await expect(world).toHaveCalledBack([
      { body: { jobId: 20, status: "SUCCEEDED", provider: "STEP_FUNCTIONS" } },
      {
        body: {
          assetsZipped: 4,
          jobId: 21,
          listingIdentityId: "28",
          provider: "STEP_FUNCTIONS_FINALIZATION",
          status: "SUCCEEDED",
          zipBundles: ["28/processed/zip/21.zip"],
        },
      },
    ]);
    await expect(world).toHaveListingStatus(28, 7);
    await expect(world).toHaveQuietLogs();
  },
);

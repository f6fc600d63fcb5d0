import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const result = (rawKey: string) => ({ rawKey, processedKey: rawKey.replace("/raw/", "/processed/") });
const KNOWN = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";

scenario(
  "a result for a photo that nobody knows is not swallowed: the job fails and names the key",
  {},
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    const answer = await sendCallback(world, {
      jobId: 20,
      listingIdentityId: 28,
      status: "SUCCEEDED",
      provider: "STEP_FUNCTIONS",
      outputs: [result("28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg")],
    });
    expect(answer.status).toBe(200);
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job?.last_error).toMatch(/^1 of 1 results match no asset of listing 28: 28\/processed\/photo/);

    await registerProcessingJob(world, photographer, []);
    await sendCallback(world, {
      jobId: 21,
      listingIdentityId: 28,
      status: "SUCCEEDED",
      provider: "STEP_FUNCTIONS",
      outputs: [result(KNOWN), result("28/raw/photo/horizontal/stranger.jpg")],
    });
    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED" },
      {
        id: 21,
        status: "PARTIAL_SUCCESS",
        last_error: "1 of 2 results match no asset of listing 28: 28/raw/photo/horizontal/stranger.jpg",
      },
    ]);
  },
);

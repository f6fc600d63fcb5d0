import { expect } from "vitest";
import { failFunction, loseCallbacks } from "../../harness/scenario/faults.ts";
import { scenario } from "../../harness/scenario/scenario.ts";

scenario(
  "the server is away when a failure is to be reported: the machine is patient, and the reason arrives",
  {},
  async ({ world, photographer, uploads }) => {
    failFunction(world, "listing-media-consolidate-staging", { times: 3, errorType: "Runtime.OutOfMemory" });
    loseCallbacks(world, { skip: 1, times: 3 });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job?.last_error).toMatch(/^code=RUNTIME\.OUTOFMEMORY/);
    await expect(world).toHaveAssets([{ asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "FAILED" }]);
  },
);

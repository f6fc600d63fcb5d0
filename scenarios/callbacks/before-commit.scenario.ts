import { expect } from "vitest";
import { scenario } from "../../harness/scenario/scenario.ts";

scenario(
  "the commit of 'process' is slow: the machine starts only when the job is there, so no callback meets nothing",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    world.latency.set("mysql", 4_000, "COMMIT");
    expect((await photographer.process(28)).status).toBe(202);
    await world.settle();

    await expect(world).toHaveCalledBack([
      { body: { jobId: 20, status: "RUNNING" }, status: 200 },
      { body: { jobId: 20, status: "SUCCEEDED" }, status: 200 },
    ]);
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED" }]);
  },
);

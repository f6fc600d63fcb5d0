import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const PROCESSED = "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg";

// docs/fixed-system.md, D18: the row of the job is locked, so the second callback sees what the first has written.
scenario(
  "two callbacks for a job at the same moment: the first one decides, and the second changes nothing",
  { needs: ["virtual-time"] },
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    const base = { jobId: 20, listingIdentityId: 28, provider: "STEP_FUNCTIONS" };
    const [good, bad] = await Promise.all([
      sendCallback(world, { ...base, status: "SUCCEEDED", outputs: [{ rawKey: RAW_KEY, processedKey: PROCESSED }] }),
      sendCallback(world, { ...base, status: "FAILED", failureReason: "too late", outputs: [] }),
    ]);
    expect([good.status, bad.status]).toEqual([200, 200]);
    // Which one comes first is a matter of milliseconds; that the end is of one piece is not.
    const [job] = await world.database.rows("media_processing_jobs");
    const failed = { status: "FAILED", s3_key_processed: null } as const;
    await expect(world).toHaveAssets([
      job?.status === "FAILED" ? failed : { status: "PROCESSED", s3_key_processed: PROCESSED },
    ]);
    expect(job?.last_error).toBe(job?.status === "FAILED" ? "too late" : null);
    const ignored = world.logs("server").filter((line) => line.message === "service.media.callback.duplicate_ignored");
    expect(ignored).toHaveLength(1);
    expect(world.trace.of("row").filter(({ table }) => table === "media_processing_jobs")).toHaveLength(2);
  },
);

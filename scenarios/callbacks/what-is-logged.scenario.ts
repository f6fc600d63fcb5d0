import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const PROCESSED = "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg";

// docs/contract/logs.md 2, the summary rule.
scenario(
  "each callback leaves one summary in the log, or none when there is nothing to say",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.requestUploads(28, uploads.slice(0, 1));
    let jobId = 19;
    const summaryOf = async (body: Readonly<Record<string, unknown>>) => {
      jobId++;
      await registerProcessingJob(world, photographer, []);
      const before = world.trace.events.length;
      await sendCallback(world, { jobId, listingIdentityId: 28, status: "PARTIAL_SUCCESS", ...body });
      const names = ["assets_failed", "assets_processed", "no_results_failure"];
      return world
        .logs("server")
        .filter(({ sequence }) => sequence > before)
        .flatMap(({ level, message, fields }) => {
          const name = message.replace("service.media.callback.", "");
          const { request_id: _request, job_id, ...rest } = Object.fromEntries(fields);
          return names.includes(name) ? [[level, name, job_id === jobId, rest]] : [];
        });
    };
    const failed = (failed_assets: number, error_codes: object, code = "", metadata: unknown = null) => [
      "WARN",
      "assets_failed",
      true,
      {
        failed_assets,
        error_codes,
        callback_error_code: code,
        callback_error_metadata: metadata,
        partial_success: true,
      },
    ];
    const good = { rawKey: RAW_KEY, processedKey: PROCESSED };
    const processed = { processed_assets: 1, partial_success: true };
    expect(await summaryOf({ outputs: [good] })).toEqual([["INFO", "assets_processed", true, processed]]);
    expect(await summaryOf({ outputs: [{ rawKey: RAW_KEY }] })).toEqual([failed(1, { MISSING_PROCESSED_KEY: 1 })]);
    expect(
      await summaryOf({ outputs: [good, { rawKey: "x", errorCode: "B" }, { rawKey: "y", errorCode: "A" }] }),
    ).toEqual([failed(2, { A: 1, B: 1 })]);
    const error = { code: "c", details: { b: "2", a: "1" } };
    expect(await summaryOf({ outputs: [good], error })).toEqual([failed(0, {}, "C", { a: "1", b: "2" })]);
    // A key of nobody without a processed one is unknown, not failed; all unknown, the job has failed.
    expect(await summaryOf({ outputs: [{ rawKey: "x" }] })).toEqual([
      ["INFO", "assets_processed", true, { processed_assets: 1, partial_success: false }],
    ]);
    expect(await summaryOf({ outputs: [] })).toEqual([]);
    expect(await summaryOf({ outputs: [], error: { message: "m" } })).toMatchObject([
      ["WARN", "no_results_failure", true, { callback_error: "m", callback_error_code: "" }],
    ]);
  },
);

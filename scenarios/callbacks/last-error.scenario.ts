import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const name = (index: number) => `28/raw/photo/horizontal/horizontal-0${index}-IMG_2907.jpg`;

// docs/contract/http-api.md 6, step 4; failed assets as in the fixed system (D34).
scenario(
  "last_error has code, message, reason and details in this order, then up to five of the failed photos",
  {},
  async ({ world, photographer, uploads }) => {
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    await registerProcessingJob(
      world,
      photographer,
      [1, 2, 3, 4, 5, 6].map((sequence) => ({ ...first, sequence })),
    );
    const lastError = async (jobId: number) =>
      (await world.database.rows("media_processing_jobs", { id: jobId }))[0]?.last_error;
    await sendCallback(world, {
      jobId: 20,
      listingIdentityId: 28,
      status: "FAILED",
      error: { code: " out_of_time ", message: " too late ", details: { state: "Resize", blank: " ", a: "<1>" } },
      failureReason: " States.Timeout ",
      outputs: [
        { rawKey: name(1), errorCode: "A", errorMessage: "x".repeat(400) },
        { rawKey: name(2), errorMessage: "only words" },
        { rawKey: name(3), errorCode: "ONLY_CODE" },
        { rawKey: name(4), processedKey: "28/processed/photo/horizontal/large/a.jpg" },
        { rawKey: name(5), errorCode: "B", errorMessage: "five" },
        { rawKey: name(6), errorCode: "B", errorMessage: "six" },
      ],
    });
    expect(await lastError(20)).toBe(
      'code=OUT_OF_TIME | too late | States.Timeout | meta={"a":"\\u003c1\\u003e","state":"Resize"} | ' +
        `5 of 6 assets failed: ${name(1)}: A ${"x".repeat(298)}…; ${name(2)}: only words; ${name(3)}: ONLY_CODE; ` +
        `${name(5)}: B five; ${name(6)}: B six`,
    );
    await expect(world).toHaveLogged("WARN", "service.media.callback.assets_failed", {
      job_id: 20,
      failed_assets: 5,
      error_codes: { A: 1, B: 2, ONLY_CODE: 1 },
      callback_error_code: "OUT_OF_TIME",
    });

    await registerProcessingJob(world, photographer, []);
    await sendCallback(world, {
      jobId: 21,
      listingIdentityId: 28,
      status: "FAILED",
      error: { Error: "Lambda.Unknown", Cause: "died" },
      outputs: [1, 2, 3, 4, 5, 6].map((index) => ({ rawKey: name(index), errorCode: "C" })),
    });
    const named = [1, 2, 3, 4, 5].map((index) => `${name(index)}: C`).join("; ");
    expect(await lastError(21)).toBe(`code=Lambda.Unknown | died | 6 of 6 assets failed: ${named} and 1 more`);

    // A failure without results is in the log as one.
    await registerProcessingJob(world, photographer, []);
    const error = { code: "X", message: "nothing came" };
    await sendCallback(world, { jobId: 22, listingIdentityId: 28, status: "TIMED_OUT", error, outputs: [] });
    expect(await lastError(22)).toBe("code=X | nothing came");
    await expect(world).toHaveLogged("WARN", "service.media.callback.no_results_failure", {
      job_id: 22,
      status: "TIMED_OUT",
      callback_error_code: "X",
      callback_error: "nothing came",
    });
  },
);

import {
  breakDatabase,
  expect,
  failService,
  registerProcessingJob,
  scenario,
  sendCallback,
  uploadProcessed,
} from "#scenario";

const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const DENIED = { status: 400, code: "AccessDeniedException", message: "no", times: 1 };

// docs/contract/logs.md 2: what is told when something goes wrong, with its fields in their order.
scenario(
  "what fails in the server is told in the fields of the contract",
  { revision: "current", world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    /** The lines above DEBUG that the server wrote meanwhile, but for those of the request itself. */
    const told = async (ask: () => Promise<unknown>) => {
      const before = world.logs("server").length;
      await ask();
      return world
        .logs("server")
        .slice(before)
        .filter(({ level, message }) => level !== "DEBUG" && !/^(Request received$|HTTP |permission\.)/.test(message))
        .map(({ level, message, fields }) => `${level} ${message}: ${fields.map(([field]) => field).join(" ")}`);
    };

    await photographer.upload(28, uploads.slice(0, 2));
    failService(world, { source: "server", target: "s3", operation: "HeadObject" }, { ...DENIED, status: 403 });
    expect(await told(() => photographer.process(28))).toEqual([
      "ERROR adapter.s3.listing.head_object_failed: request_id key error",
      "ERROR service.media.process.raw_head_failed: request_id key err",
    ]);
    await world.database.execute("UPDATE media_assets SET s3_key_raw = '' WHERE sequence = 1");
    expect(await told(() => photographer.process(28))).toEqual([
      "WARN service.media.process.asset_missing_raw_key: request_id asset_id listing_identity_id",
      "INFO adapter.sqs.media.send_success: request_id queue listing_identity_id message_id",
      "INFO service.media.process.started: request_id listing_identity_id assets_count job_id",
    ]);
    await world.settle();

    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    failService(world, { target: "states", operation: "StartExecution" }, DENIED);
    expect(await told(() => photographer.complete(28))).toEqual([
      "ERROR adapter.stepfunctions.start_execution_error: request_id err listing_identity_id job_id",
      "ERROR service.media.complete.workflow_denied: request_id listing_identity_id job_id",
    ]);

    await registerProcessingJob(world, photographer, []);
    const jobId = Number((await world.database.rows("media_processing_jobs")).at(-1)?.id);
    const call = (outputs: readonly unknown[]) =>
      sendCallback(world, { jobId, listingIdentityId: 28, status: "PARTIAL_SUCCESS", outputs });
    const received = [
      "INFO handler.media.callback.forward: job_id status provider",
      "INFO service.media.callback.received: request_id job_id status",
    ];
    const failed =
      "WARN service.media.callback.assets_failed: request_id job_id failed_assets error_codes callback_error_code callback_error_metadata partial_success";
    expect(await told(() => call([{ rawKey: RAW_KEY }]))).toEqual([
      ...received,
      "WARN service.media.callback.processed_missing_key: request_id asset_id raw_key",
      "WARN service.media.callback.asset_result_error: request_id asset_id err",
      failed,
    ]);
    breakDatabase(world, "INSERT media_assets");
    expect(await told(() => call([{ rawKey: RAW_KEY, processedKey: "28/processed/a.jpg" }]))).toEqual([
      ...received,
      "ERROR mysql.executor.exec_error: request_id query err",
      "ERROR service.media.callback.update_asset_failed: request_id asset_id err",
    ]);

    const ok = world.logs("server").find(({ message }) => message === "goroutine.media_reconciler.ok");
    expect(ok?.fields).toEqual([
      ["request_id", "server_initialization"],
      ["timeout", "30m0s"],
    ]);
  },
);

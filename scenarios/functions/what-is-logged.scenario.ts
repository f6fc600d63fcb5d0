import { expect, FUNCTIONS, type FunctionName, invokeFunction, scenario } from "#scenario";

const IDS = "job_id listing_identity_id";
const WITHOUT_PREFIX = { key: "v.mp4", type: "VIDEO_VERTICAL", error: "gone" };

// docs/contract/logs.md 3: the lines of a good run, with the fields of each in their order.
scenario(
  "every line of the functions tells what it is about, in the fields of the contract",
  { revision: "current" },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    await photographer.complete(28);
    await world.settle();
    const linesOf = (name: FunctionName, from = 0) =>
      world
        .logs(name)
        .slice(from)
        .map(({ level, message, fields }) => `${level} ${message}: ${fields.map(([field]) => field).join(" ")}`);

    expect(linesOf(FUNCTIONS.validate)).toEqual([
      "INFO Validate Lambda received raw event: raw_event",
      "INFO Detected SQS Event: record_count",
      "INFO Processing SQS record: message_id",
      "INFO Started Step Function execution: job_id execution_arn",
      "INFO Validate Lambda received raw event: raw_event",
      `INFO Validate Lambda started: ${IDS} input_assets_count`,
      "INFO Validation complete: job_id total_assets image_assets video_assets has_images has_videos",
    ]);
    expect(linesOf(FUNCTIONS.thumbnails)).toEqual([
      `INFO Thumbnails Lambda started: ${IDS} assets_to_process`,
      "INFO Inspecting asset: index key type",
      "INFO Thumbnails Lambda finished: generated_count",
    ]);
    expect(linesOf(FUNCTIONS.consolidate)).toEqual([
      `INFO Consolidate Lambda started: ${IDS} raw_input_size`,
      "INFO Processing generated assets from branch: branch_index count",
      "INFO Consolidation complete: job_id output_items payload_preview",
    ]);
    expect(linesOf(FUNCTIONS.zip)).toEqual([
      `INFO lambda.zip.start: ${IDS} assets_count`,
      `INFO lambda.zip.completed: ${IDS} zip_key zip_size_bytes unzipped_size_bytes`,
    ]);
    expect(linesOf(FUNCTIONS.callback).slice(0, 4)).toEqual([
      `INFO Callback Lambda started: ${IDS} batch_id`,
      "INFO Sending callback payload: payload",
      "INFO Callback response received: status_code batch_id",
      "INFO Callback sent successfully: status",
    ]);

    const told = async (name: FunctionName, event: unknown) => {
      const before = world.logs(name).length;
      await invokeFunction(world, name, event);
      return linesOf(name, before);
    };
    const ids = { jobId: 20, listingIdentityId: 28 };
    expect(
      await told(FUNCTIONS.validate, { ...ids, assets: [{ key: "28/raw/video/a.mp4", type: "VIDEO_VERTICAL" }] }),
    ).toEqual([
      "INFO Validate Lambda received raw event: raw_event",
      `INFO Validate Lambda started: ${IDS} input_assets_count`,
      "ERROR Asset validation failed: key job_id error",
      "INFO Video processing paths prepared: job_id video_input video_output_path",
      "INFO Validation complete: job_id total_assets image_assets video_assets has_images has_videos",
    ]);
    expect(await told(FUNCTIONS.video_thumbnails, { ...ids, assets: [WITHOUT_PREFIX] })).toEqual([
      `INFO Video Thumbnails Lambda started: ${IDS} assets_to_process`,
      "INFO Processing video asset: index key type",
      "WARN Skipping asset with previous error: key error",
      "INFO Video thumbnails completed: generated_count error_count",
    ]);
  },
);

import { expect, FUNCTIONS, failService, scenario } from "#scenario";

const source = FUNCTIONS.thumbnails;

scenario(
  "S3 says SlowDown, twice to a download and twice to an upload: the SDK waits and tries again, nobody notices",
  {},
  async ({ world, photographer, uploads }) => {
    const slowDown = { status: 503, code: "SlowDown", message: "Please reduce your request rate.", times: 2 };
    failService(world, { source, target: "s3", operation: "GetObject" }, slowDown);
    failService(world, { source, target: "s3", operation: "PutObject" }, slowDown);
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    expect(await world.objects()).toHaveLength(1 + 4);
    await expect(world).toHaveQuietLogs();
  },
);

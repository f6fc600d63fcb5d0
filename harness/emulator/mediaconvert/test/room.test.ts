import { expect, test } from "vitest";
import { jobRequest, mp4Output, newRoom, ROLE_ARN } from "./room-under-test.ts";

/** What can be said without converting anything: requests, queues, refusals. A job that is made here ends in ERROR. */

const FFMPEG = { path: process.execPath };
const ARN = "arn:aws:mediaconvert:us-east-1:123456789012";

test("Step Functions' createJob is a hop and answers a submitted job", async () => {
  const { clock, room, trace } = newRoom({ ffmpeg: FFMPEG });
  const request = { Role: ROLE_ARN, Settings: pascalSettings() };
  const { response } = await clock.drive(() => room.createJob({ request, source: "states" }));
  expect(response).toMatchObject({ Job: { Status: "SUBMITTED", Role: ROLE_ARN, Settings: request.Settings } });
  expect(trace.of("operation")).toContainEqual(
    expect.objectContaining({ source: "states", target: "mediaconvert", operation: "CreateJob", outcome: "ok" }),
  );
});

test("on the wire members are in camel case, names that the client chose stay, and a job can be read again", async () => {
  const { clock, call } = newRoom({ ffmpeg: FFMPEG });
  await clock.drive(async () => {
    const request = jobRequest();
    const inputs = [
      { fileInput: "s3://media/in/tour.mov", audioSelectors: { "Audio Selector 1": { defaultSelection: "DEFAULT" } } },
    ];
    const settings = { ...request.settings, inputs };
    const [status, { job }] = await call("POST", "/2017-08-29/jobs", {
      ...request,
      settings,
      userMetadata: { Listing: "28" },
    });
    expect(status).toBe(201);
    const { id } = job as { id: string };
    expect(job).toEqual({
      accelerationSettings: { mode: "DISABLED" },
      accelerationStatus: "NOT_APPLICABLE",
      arn: `${ARN}:jobs/${id}`,
      createdAt: 1764756000,
      id: expect.stringMatching(/^1764756000000-[0-9a-f]{6}$/),
      messages: { info: [], warning: [] },
      priority: 0,
      queue: `${ARN}:queues/Default`,
      retryCount: 0,
      role: ROLE_ARN,
      settings,
      status: "SUBMITTED",
      statusUpdateInterval: "SECONDS_60",
      timing: { submitTime: 1764756000 },
      userMetadata: { Listing: "28" },
    });
    expect(await call("GET", `/2017-08-29/jobs/${id}`)).toEqual([200, { job }]);
    expect(await call("GET", "/2017-08-29/jobs")).toEqual([200, { jobs: [job] }]);
    expect(await call("GET", "/2017-08-29/jobs/other")).toEqual([404, { message: "The job other does not exist." }]);
    expect(await call("POST", "/2017-08-29/endpoints")).toEqual([
      200,
      { endpoints: [{ url: "http://cloud.test:4566" }] },
    ]);
  });
});

type Change = (output: Record<string, Record<string, unknown>>, request: ReturnType<typeof jobRequest>) => void;

/** The first two sentences are AWS's own: issues aws-sdk-js-v3 2661 and video-on-demand-on-aws 1. */
test.each<[string, number, string, Change]>([
  [
    "no container",
    400,
    "/outputGroups/0/outputs/0: containerSettings is a required property",
    (o) => delete o.containerSettings,
  ],
  [
    "no outputs",
    400,
    "/outputGroups/0/outputs: Should have at least 1 items",
    (_, r) => void Object.assign(group(r), { outputs: [] }),
  ],
  ["no role", 400, "/: role is a required property", (_, r) => void Object.assign(r, { role: undefined })],
  ["no settings", 400, "/: settings is a required property", (_, r) => void Object.assign(r, { settings: undefined })],
  [
    "no rate",
    400,
    "/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings: maxBitrate is a required property",
    (o) => delete codec(o).h264Settings?.maxBitrate,
  ],
  [
    "no codec",
    400,
    "/outputGroups/0/outputs/0/videoDescription/codecSettings: codec is a required property",
    (o) => delete codec(o).codec,
  ],
  [
    "a rate below the range",
    400,
    "/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/maxBitrate: Too small: expected number to be >=1000",
    (o) => void Object.assign(codec(o).h264Settings ?? {}, { maxBitrate: 1 }),
  ],
  [
    "an unknown codec",
    501,
    "/outputGroups/0/outputs/0/videoDescription/codecSettings/codec: the codec H_265 is not emulated",
    (o) => void Object.assign(codec(o), { codec: "H_265" }),
  ],
  [
    "an unknown container",
    501,
    "/outputGroups/0/outputs/0/containerSettings/container: the container MXF is not emulated",
    (o) => void Object.assign(o, { containerSettings: { container: "MXF" } }),
  ],
  [
    "an unknown setting",
    501,
    "/outputGroups/0/outputs/0/videoDescription: sharpness is not emulated",
    (o) => void Object.assign(o.videoDescription ?? {}, { sharpness: 50 }),
  ],
  [
    "an input over HTTP",
    501,
    "/inputs/0/fileInput: an input must be s3://bucket/key; anything else is not emulated",
    (_, r) => void Object.assign(r.settings.inputs[0] ?? {}, { fileInput: "https://x/y.mp4" }),
  ],
  ["a template", 501, "/: jobTemplate is not emulated", (_, r) => void Object.assign(r, { jobTemplate: "mine" })],
])("CreateJob refuses: %s", async (_what, status, message, change) => {
  const { clock, call } = newRoom({ ffmpeg: FFMPEG });
  const request = jobRequest();
  change(group(request).outputs[0] as Record<string, Record<string, unknown>>, request);
  expect(await clock.drive(() => call("POST", "/2017-08-29/jobs", request))).toEqual([status, { message }]);
});

test("two outputs of a group with the same name, an unknown queue", async () => {
  const { clock, call } = newRoom({ ffmpeg: FFMPEG });
  await clock.drive(async () => {
    const twice = jobRequest();
    group(twice).outputs.push(mp4Output({}));
    expect(await call("POST", "/2017-08-29/jobs", twice)).toEqual([
      400,
      { message: "/outputGroups/0/outputs: outputs of a group need different nameModifier values" },
    ]);
    expect(await call("POST", "/2017-08-29/jobs", { ...jobRequest(), queue: "Fast" })).toEqual([
      404,
      { message: "The queue Fast does not exist." },
    ]);
  });
});

test("without ffmpeg no job is taken in, and the answer says what to do", async () => {
  const { clock, call } = newRoom({ ffmpeg: { missing: "ffmpeg is missing: install it" } });
  expect(await clock.drive(() => call("POST", "/2017-08-29/jobs", jobRequest()))).toEqual([
    501,
    { message: "MediaConvert converts with ffmpeg. ffmpeg is missing: install it." },
  ]);
});

test("a request with the token of an earlier one is the earlier one", async () => {
  const { clock, call } = newRoom({ ffmpeg: FFMPEG });
  await clock.drive(async () => {
    const request = { ...jobRequest(), clientRequestToken: "once" };
    const [, first] = await call("POST", "/2017-08-29/jobs", request);
    const [, second] = await call("POST", "/2017-08-29/jobs", request);
    expect(second).toEqual(first);
    const [, other] = await call("POST", "/2017-08-29/jobs", { ...request, clientRequestToken: "twice" });
    expect(other).not.toEqual(first);
  });
});

test("a queue works on as many jobs at once as it may, the urgent ones first; a cancelled job makes room", async () => {
  const { clock, call } = newRoom({ ffmpeg: FFMPEG });
  await clock.drive(async () => {
    const [created, { queue }] = await call("POST", "/2017-08-29/queues", { name: "Slow", concurrentJobs: 1 });
    expect([created, queue]).toMatchObject([
      201,
      { name: "Slow", concurrentJobs: 1, type: "CUSTOM", status: "ACTIVE" },
    ]);
    const make = async (priority: number) => {
      const [, { job }] = await call("POST", "/2017-08-29/jobs", {
        ...jobRequest(),
        queue: `${ARN}:queues/Slow`,
        priority,
      });
      return (job as { id: string }).id;
    };
    const [first, patient, urgent] = [await make(0), await make(0), await make(5)];
    const statuses = async () =>
      Promise.all(
        [first, patient, urgent].map(
          async (id) => ((await call("GET", `/2017-08-29/jobs/${id}`))[1].job as { status: string }).status,
        ),
      );
    await clock.sleep(2000, "the first job is picked up");
    expect(await statuses()).toEqual(["PROGRESSING", "SUBMITTED", "SUBMITTED"]);
    expect(await call("GET", "/2017-08-29/queues/Slow")).toMatchObject([
      200,
      { queue: { progressingJobsCount: 1, submittedJobsCount: 2 } },
    ]);

    expect(await call("DELETE", `/2017-08-29/jobs/${first}`)).toEqual([202, {}]);
    expect(await call("DELETE", `/2017-08-29/jobs/${first}`)).toEqual([
      409,
      { message: `The job ${first} has ended with status CANCELED.` },
    ]);
    await clock.sleep(2000, "the urgent job is picked up");
    expect(await statuses()).toEqual(["CANCELED", "SUBMITTED", "PROGRESSING"]);
    await clock.settle();
    expect(await statuses()).toEqual(["CANCELED", "ERROR", "ERROR"]);
    expect(await call("GET", "/2017-08-29/jobs?status=CANCELED&order=ASCENDING")).toMatchObject([
      200,
      { jobs: [{ id: first }] },
    ]);
    expect(await call("GET", "/2017-08-29/jobs?queue=Slow&maxResults=2")).toMatchObject([
      200,
      { nextToken: "2", jobs: [{ id: urgent }, { id: patient }] },
    ]);
    expect(await call("GET", "/2017-08-29/jobs?queue=Slow&maxResults=2&nextToken=2")).toEqual([
      200,
      { jobs: [expect.objectContaining({ id: first })] },
    ]);
    expect(await call("POST", "/2017-08-29/queues", { name: "Slow" })).toEqual([
      409,
      { message: "The queue Slow already exists." },
    ]);
    expect(await call("GET", "/2017-08-29/queues")).toMatchObject([
      200,
      { queues: [{ name: "Default", type: "SYSTEM" }, { name: "Slow" }] },
    ]);
  });
});

test("an operation that is not emulated is refused by its name", async () => {
  const { call } = newRoom();
  expect(await call("GET", "/2017-08-29/presets")).toEqual([
    501,
    { message: "mediaconvert:ListPresets is not emulated." },
  ]);
});

function group(request: ReturnType<typeof jobRequest>) {
  const [first] = request.settings.outputGroups;
  if (!first) throw new Error("the request has one group");
  return first;
}

function codec(output: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> {
  return output.videoDescription?.codecSettings as Record<string, Record<string, unknown>>;
}

function pascalSettings(): unknown {
  return {
    Inputs: [{ FileInput: "s3://media/in/tour.mov" }],
    OutputGroups: [
      {
        OutputGroupSettings: { Type: "FILE_GROUP_SETTINGS", FileGroupSettings: { Destination: "s3://media/out/" } },
        Outputs: [
          {
            ContainerSettings: { Container: "MP4" },
            VideoDescription: { CodecSettings: { Codec: "H_264", H264Settings: { MaxBitrate: 5_000_000 } } },
          },
        ],
      },
    ],
  };
}

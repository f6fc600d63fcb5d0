import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makeClip } from "../../../support/ffmpeg/make-clip.ts";
import { probe } from "../../../support/ffmpeg/probe.ts";
import { FFMPEG as ffmpeg } from "../../../support/ffmpeg/test/ffmpegs-here.ts";
import { EPOCH, jobRequest, mp4Output, newRoom, type RequestOptions } from "./room-under-test.ts";

const withFfmpeg = test.skipIf(ffmpeg === "");

/** A telephone's film of two seconds, stored lying down. */
let tour: Buffer;
let silent: Buffer;
beforeAll(async () => {
  if (ffmpeg === "") return;
  tour = await makeClip(ffmpeg, { width: 90, height: 160, seconds: 2, container: "mov", sideways: true });
  silent = await makeClip(ffmpeg, { width: 64, height: 48, seconds: 1, container: "mp4", silent: true });
});

/** Converts `tour` and looks at the file. */
async function converted(options: RequestOptions, key = "out/tour.mp4") {
  const room = newRoom();
  const job = await room.clock.drive(async () => {
    await room.put("in/tour.mov", tour);
    return room.convert(jobRequest(options));
  });
  const bytes = room.s3.read("media", key);
  return { ...room, job, bytes, facts: bytes && (await look(bytes)) };
}

async function look(bytes: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), "look-"));
  try {
    await writeFile(join(folder, "file"), bytes);
    return (await probe(ffmpeg, join(folder, "file"))).facts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const AUDIO = [
  {
    codecSettings: {
      codec: "AAC",
      aacSettings: { bitrate: 96_000, codingMode: "CODING_MODE_2_0", sampleRate: 48_000 },
    },
  },
];

withFfmpeg("a job goes through its states in modelled time, and its object appears at the end", async () => {
  const { clock, call, put, s3 } = newRoom();
  await clock.drive(async () => {
    await put("in/tour.mov", tour);
    const [, { job }] = await call("POST", "/2017-08-29/jobs", jobRequest({ selector: { rotate: "AUTO" } }));
    const { id } = job as { id: string };
    const seen: unknown[] = [];
    const look = async () => {
      const [, answer] = await call("GET", `/2017-08-29/jobs/${id}`);
      const { status, currentPhase, jobPercentComplete } = answer.job as Record<string, unknown>;
      seen.push([(clock.now() - EPOCH) / 1000, status, currentPhase, jobPercentComplete, s3.objects("media").length]);
    };
    for (const ms of [0, 2500, 3000, 2500, 3000]) {
      await clock.sleep(ms, "look again");
      await look();
    }
    // 2 s in the queue, 3 s probing, then 5 s and a quarter of the film's length: it ends at 10.5 s.
    expect(seen).toEqual([
      [0, "SUBMITTED", undefined, undefined, 1],
      [2.5, "PROGRESSING", "PROBING", 0, 1],
      [5.5, "PROGRESSING", "TRANSCODING", 9, 1],
      [8, "PROGRESSING", "TRANSCODING", 54, 1],
      [11, "COMPLETE", undefined, undefined, 2],
    ]);
    const [, answer] = await call("GET", `/2017-08-29/jobs/${id}`);
    expect(answer.job).toMatchObject({
      timing: { submitTime: EPOCH / 1000, startTime: EPOCH / 1000 + 2, finishTime: EPOCH / 1000 + 10 },
      outputGroupDetails: [
        {
          outputDetails: [
            { durationInMs: expect.closeTo(2000, -2), videoDetails: { widthInPx: 320, heightInPx: 568 } },
          ],
        },
      ],
    });
    expect(s3.objects("media")).toContainEqual(
      expect.objectContaining({ key: "out/tour.mp4", contentType: "video/mp4" }),
    );
  });
});

withFfmpeg.each<[string, RequestOptions, unknown]>([
  ["both sides given: fitted in, not turned", { video: { width: 320, height: 180 } }, { width: 320, height: 180 }],
  [
    "only the height given: the width follows, turned as filmed",
    { video: { height: 320 }, selector: { rotate: "AUTO" } },
    { width: 180, height: 320 },
  ],
  ["only the height given, not turned", { video: { height: 90 } }, { width: 160, height: 90 }],
  ["no size given: the input's", { video: {} }, { width: 160, height: 90 }],
  [
    "a frame rate",
    { h264: { framerateControl: "SPECIFIED", framerateNumerator: 30000, framerateDenominator: 1001 } },
    { frameRate: 29.97 },
  ],
])("%s", async (_what, options, video) => {
  const { facts } = await converted(options);
  expect(facts?.video).toMatchObject({ codec: "h264", sideways: false, ...(video as object) });
});

withFfmpeg("sound is kept when it is asked for and there, and the file begins with its index", async () => {
  const { facts, bytes } = await converted({ output: { audioDescriptions: AUDIO } });
  expect(facts?.hasAudio).toBe(true);
  expect((bytes ?? Buffer.alloc(0)).indexOf("moov")).toBeLessThan((bytes ?? Buffer.alloc(0)).indexOf("mdat"));
  expect((await converted({})).facts?.hasAudio).toBe(false);
  const room = newRoom();
  await room.clock.drive(async () => {
    await room.put("in/silent.mp4", silent);
    const job = await room.convert(
      jobRequest({ input: "s3://media/in/silent.mp4", output: { audioDescriptions: AUDIO } }),
    );
    expect(job).toMatchObject({ status: "COMPLETE" });
  });
});

withFfmpeg("a lower bit rate makes a smaller file", async () => {
  const bytesAt = async (bitrate: number) => {
    const h264 = { rateControlMode: "CBR", bitrate };
    return (await converted({ h264, video: { width: 640, height: 360 } })).bytes?.length ?? 0;
  };
  expect(await bytesAt(100_000)).toBeLessThan((await bytesAt(1_000_000)) / 2);
});

withFfmpeg("names: modifier, extension, a destination that is a name; frames are numbered", async () => {
  const room = newRoom();
  await room.clock.drive(async () => {
    await room.put("in/tour.mov", tour);
    const request = jobRequest({
      destination: "s3://media/out/28/film",
      output: { nameModifier: "-small", extension: "m4v" },
    });
    const destination = "s3://media/stills/";
    const capture = { framerateNumerator: 2, framerateDenominator: 1, maxCaptures: 3, quality: 80 };
    const stills = {
      containerSettings: { container: "RAW" },
      nameModifier: "-still",
      videoDescription: { width: 64, codecSettings: { codec: "FRAME_CAPTURE", frameCaptureSettings: capture } },
    };
    const settings = {
      ...request.settings,
      outputGroups: [
        ...request.settings.outputGroups,
        { outputGroupSettings: { type: "FILE_GROUP_SETTINGS", fileGroupSettings: { destination } }, outputs: [stills] },
      ],
    };
    expect(await room.convert({ ...request, settings })).toMatchObject({
      status: "COMPLETE",
      outputGroupDetails: [
        { outputDetails: [{ videoDetails: { widthInPx: 320 } }] },
        {
          outputDetails: [{ durationInMs: expect.closeTo(2000, -2), videoDetails: { widthInPx: 64, heightInPx: 36 } }],
        },
      ],
    });
  });
  expect(room.s3.objects("media").map(({ key, contentType }) => [key, contentType])).toEqual([
    ["in/tour.mov", "binary/octet-stream"],
    ["out/28/film-small.m4v", "video/mp4"],
    ["stills/tour-still.0000000.jpg", "image/jpeg"],
    ["stills/tour-still.0000001.jpg", "image/jpeg"],
    ["stills/tour-still.0000002.jpg", "image/jpeg"],
  ]);
});

withFfmpeg("the same conversion gives the same bytes, whether it is done or kept", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kept-"));
  const once = async (cacheDirectory?: string) => {
    const room = newRoom({ ...(cacheDirectory !== undefined && { cacheDirectory }) });
    await room.clock.drive(async () => {
      await room.put("in/tour.mov", tour);
      await room.convert(jobRequest({ output: { audioDescriptions: AUDIO } }));
    });
    return room.s3.read("media", "out/tour.mp4");
  };
  try {
    const bytes = await once(folder);
    const kept = await readdir(folder);
    // What was found in the input, and what was made of it.
    expect(kept).toHaveLength(2);
    expect(await once(folder)).toEqual(bytes);
    expect(await readdir(folder)).toEqual(kept);
    expect(await once()).toEqual(bytes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const URL = "s3://media/in/tour.mov";

/** Codes and words: https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_error_codes.html */
withFfmpeg.each<[string, () => Buffer | undefined, RequestOptions, number, string]>([
  [
    "the object is missing",
    () => undefined,
    {},
    1404,
    `Unable to open input file [${URL}]: [Failed probe/open: [Can't read input stream: [Failed to read data: HeadObject failed]]]`,
  ],
  [
    "the file is no video",
    () => Buffer.from("no video at all"),
    {},
    1010,
    `Unable to open input file [${URL}]: [Failed probe/open: [No parser found for container]]`,
  ],
  [
    "the file is empty",
    () => Buffer.alloc(0),
    {},
    1010,
    `Unable to open input file [${URL}]: [Failed probe/open: [No parser found for container]]`,
  ],
  [
    "the upload was cut off before the index",
    () => tour.subarray(0, 2000),
    {},
    1075,
    `Unable to open input file [${URL}]: [Failed probe/open: [no moov box found in file]]`,
  ],
  [
    "the upload was cut off after the index",
    () => silent.subarray(0, silent.length - 3000),
    {},
    1076,
    "Demuxer: [ReadPacketData File read failed - end of file hit at length [N]. Is file truncated?]",
  ],
  [
    "the role may not read",
    () => tour,
    { input: "s3://secret/in/tour.mov" },
    1401,
    "Unable to open input file [s3://secret/in/tour.mov]: [Failed probe/open: [Can't read input stream: [Failed to read data: Access denied to [s3://secret/in/tour.mov]]]]",
  ],
  [
    "the role may not write",
    () => tour,
    { destination: "s3://secret/out/" },
    1401,
    "Unable to write to output file [s3://secret/out/tour.mp4]: [Failed to write data: Access Denied]",
  ],
  [
    "the role is no role",
    () => tour,
    { role: "video" },
    1515,
    "Invalid role ARN format. Please check the role ARN and try again.",
  ],
  [
    "an odd size",
    () => tour,
    { video: { width: 321, height: 180 } },
    1040,
    "Invalid resolution [321 x 180], only even values are supported. video_description [1].",
  ],
  [
    "the output would replace the input",
    () => tour,
    { destination: "s3://media/in/", output: { extension: "mov" } },
    1040,
    `Duplicate input and output path [${URL}] found in job.`,
  ],
])("ERROR when %s", async (_what, input, options, code, message) => {
  const room = newRoom();
  const job = await room.clock.drive(async () => {
    const bytes = input();
    if (bytes) await room.put("in/tour.mov", bytes);
    return room.convert(jobRequest(options));
  });
  expect([job.status, job.errorCode, String(job.errorMessage).replace(/length \[\d+\]/, "length [N]")]).toEqual([
    "ERROR",
    code,
    message,
  ]);
  expect(room.s3.objects("media").length + room.s3.objects("secret").length).toBeLessThanOrEqual(1);
  expect(room.trace.of("note")).toMatchObject([{ source: "mediaconvert", detail: { code } }]);
});

withFfmpeg("a photo that calls itself a video has no video", async () => {
  const { default: sharp } = await import("sharp");
  const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#88aacc" } })
    .jpeg()
    .toBuffer();
  const room = newRoom();
  const job = await room.clock.drive(async () => {
    await room.put("in/tour.mov", photo);
    return room.convert(jobRequest());
  });
  expect(job).toMatchObject({ status: "ERROR", errorCode: 1020 });
});

withFfmpeg("a job that is cancelled while it is transcoded writes nothing", async () => {
  const { clock, call, put, s3 } = newRoom();
  await clock.drive(async () => {
    await put("in/tour.mov", tour);
    const [, { job }] = await call("POST", "/2017-08-29/jobs", {
      ...jobRequest(),
      settings: { ...jobRequest().settings, outputGroups: [group()] },
    });
    const { id } = job as { id: string };
    await clock.sleep(6000, "it is transcoded");
    await call("DELETE", `/2017-08-29/jobs/${id}`);
    await clock.settle();
    expect((await call("GET", `/2017-08-29/jobs/${id}`))[1].job).toMatchObject({ status: "CANCELED" });
    expect(s3.objects("media")).toHaveLength(1);
  });
});

withFfmpeg("S3 that fails once fails the job with what it said", async () => {
  const room = newRoom();
  const error = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  room.faults.arm({ source: "mediaconvert", operation: "PutObject" }, { name: "reset", error });
  const job = await room.clock.drive(async () => {
    await room.put("in/tour.mov", tour);
    return room.convert(jobRequest());
  });
  expect(job).toMatchObject({ status: "ERROR", errorCode: 1517, errorMessage: expect.stringContaining("ECONNRESET") });
});

function group() {
  const [first] = jobRequest().settings.outputGroups;
  return { ...first, outputs: [mp4Output({})] };
}

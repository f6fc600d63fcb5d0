import { expect, test } from "vitest";
import { readJobRequest } from "../../mediaconvert/job-request.ts";
import { inWholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { MEDIA_CONVERT } from "./mediaconvert.ts";
import { numberOf, takenOf } from "./observe.ts";

const aws = (name: string): number => numberOf(MEDIA_CONVERT, name);

interface Wanted {
  readonly job?: Record<string, unknown>;
  readonly video?: Record<string, unknown>;
  readonly codec?: Record<string, unknown>;
  readonly aac?: Record<string, unknown>;
}

const H264 = (settings: Record<string, unknown>): Wanted => ({
  codec: { Codec: "H_264", H264Settings: { MaxBitrate: 1_000_000, ...settings } },
});
const CAPTURE = (settings: Record<string, unknown>): Wanted => ({
  codec: { Codec: "FRAME_CAPTURE", FrameCaptureSettings: settings },
});

/** A request with one output, as the room reads it. */
async function read({ job = {}, video = {}, codec = H264({}).codec, aac }: Wanted = {}) {
  const audio = { CodingMode: "CODING_MODE_2_0", SampleRate: 48_000, ...aac };
  const output = {
    ContainerSettings: { Container: "MP4" },
    VideoDescription: { ...video, CodecSettings: codec },
    ...(aac && { AudioDescriptions: [{ CodecSettings: { Codec: "AAC", AacSettings: audio } }] }),
  };
  const OutputGroupSettings = { Type: "FILE_GROUP_SETTINGS", FileGroupSettings: { Destination: "s3://b/out/" } };
  const Settings = {
    Inputs: [{ FileInput: "s3://b/in.mov" }],
    OutputGroups: [{ OutputGroupSettings, Outputs: [output] }],
  };
  return readJobRequest({ Role: "role", Settings, ...job }).request;
}

test.each<[string, (value: number) => Wanted]>([
  ["PRIORITY", (Priority) => ({ job: { Priority } })],
  ["BITS_PER_SECOND", (MaxBitrate) => H264({ MaxBitrate })],
  ["QVBR_QUALITY_LEVEL", (QvbrQualityLevel) => H264({ QvbrSettings: { QvbrQualityLevel } })],
  ["FRAME_PIXELS", (Width) => ({ video: { Width } })],
  ["FRAME_CAPTURES", (MaxCaptures) => CAPTURE({ MaxCaptures })],
  ["FRAME_CAPTURE_QUALITY", (Quality) => CAPTURE({ Quality })],
  ["AAC_BITS_PER_SECOND", (Bitrate) => ({ aac: { Bitrate } })],
  ["AAC_SAMPLES_PER_SECOND", (SampleRate) => ({ aac: { SampleRate } })],
])("%s", async (name, wanted) => {
  const bounds = { minimum: aws(`${name}.least`), maximum: aws(`${name}.most`) };
  expect(await takenOf(bounds, (value) => read(wanted(value)))).toEqual([bounds.minimum, bounds.maximum]);
});

test("what a job does not say", async () => {
  const settingsOf = async (wanted: Wanted) => (await read(wanted)).Settings.OutputGroups[0]?.Outputs[0];
  expect((await read()).Priority).toBe(aws("PRIORITY.usual"));
  expect((await settingsOf(H264({})))?.VideoDescription.CodecSettings).toMatchObject({
    H264Settings: { QvbrSettings: { QvbrQualityLevel: aws("QVBR_QUALITY_LEVEL.usual") } },
  });
  expect((await settingsOf(CAPTURE({})))?.VideoDescription.CodecSettings).toMatchObject({
    FrameCaptureSettings: {
      FramerateDenominator: aws("FRAME_CAPTURE_RATE_PART.usual"),
      FramerateNumerator: aws("FRAME_CAPTURE_RATE_PART.usual"),
      MaxCaptures: aws("FRAME_CAPTURES.usual"),
      Quality: aws("FRAME_CAPTURE_QUALITY.usual"),
    },
  });
  expect((await settingsOf({ aac: {} }))?.AudioDescriptions[0]?.CodecSettings.AacSettings.Bitrate).toBe(
    aws("AAC_BITS_PER_SECOND.usual"),
  );
});

test("queues: jobs at once, pages", () =>
  inWholeCloud(async (at) => {
    const most = aws("MAXIMUM_LISTED");
    for (let made = 0; made < most; made++) await at.call("mediaconvert", "CreateQueue", { Name: `q${made}` });
    const list = (request = {}) => at.call("mediaconvert", "ListQueues", request);
    const { Queues } = await list();
    expect(Queues).toHaveLength(most);
    expect((Queues as { ConcurrentJobs: number }[])[0]?.ConcurrentJobs).toBe(aws("DEFAULT_CONCURRENT_JOBS"));
    const bounds = { minimum: aws("MINIMUM_LISTED"), maximum: most };
    expect(await takenOf(bounds, (MaxResults) => list({ MaxResults }))).toEqual([bounds.minimum, bounds.maximum]);
  }));

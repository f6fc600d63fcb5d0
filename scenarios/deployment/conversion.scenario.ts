import { DescribeStateMachineCommand } from "@aws-sdk/client-sfn";
import { expect, PROCESSING_MACHINE, scenario, stateMachineArn } from "#scenario";

/** docs/contract/pipeline.md 5, MediaConvert; picture and sound as in the fixed system (D26). */
const OUTPUT = {
  ContainerSettings: {
    Container: "MP4",
    Mp4Settings: { CslgAtom: "INCLUDE", FreeSpaceBox: "EXCLUDE", MoovPlacement: "PROGRESSIVE_DOWNLOAD" },
  },
  VideoDescription: {
    "Height.$": "$.height",
    CodecSettings: {
      Codec: "H_264",
      H264Settings: {
        RateControlMode: "QVBR",
        QvbrSettings: { QvbrQualityLevel: 8 },
        MaxBitrate: 5_000_000,
        QualityTuningLevel: "SINGLE_PASS_HQ",
        SceneChangeDetect: "TRANSITION_DETECTION",
      },
    },
  },
  AudioDescriptions: [
    {
      AudioSourceName: "Audio Selector 1",
      CodecSettings: {
        Codec: "AAC",
        AacSettings: { Bitrate: 128_000, CodingMode: "CODING_MODE_2_0", SampleRate: 48_000 },
      },
    },
  ],
};

interface Machine {
  readonly States: Readonly<
    Record<
      string,
      { readonly Branches?: readonly Machine[]; readonly ItemProcessor?: Machine; readonly Parameters?: unknown }
    >
  >;
}

scenario("a conversion has the picture, the sound and the role that were agreed", {}, async ({ world }) => {
  const { sfn } = await world.clients();
  const arn = stateMachineArn(world.place, PROCESSING_MACHINE);
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
  const { States } = JSON.parse(definition ?? "{}") as Machine;
  const conversion = States.ParallelProcessing?.Branches?.[2]?.States.ConvertVideos?.ItemProcessor?.States.ConvertVideo;
  expect(world.canonicalValue(conversion?.Parameters)).toEqual({
    Role: expect.stringMatching(/^arn:aws:iam::\d{12}:role\/toq-media-processing-mediaconvert-staging$/),
    Settings: {
      Inputs: [
        {
          "FileInput.$": "$.videoInput",
          AudioSelectors: { "Audio Selector 1": { DefaultSelection: "DEFAULT" } },
          VideoSelector: { Rotate: "AUTO" },
        },
      ],
      OutputGroups: [
        {
          Name: "File Group",
          OutputGroupSettings: {
            Type: "FILE_GROUP_SETTINGS",
            FileGroupSettings: { "Destination.$": "$.videoOutputPath" },
          },
          Outputs: [OUTPUT],
        },
      ],
    },
  });
});

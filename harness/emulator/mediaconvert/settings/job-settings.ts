import { z } from "zod";
import { MINIMUM_CHARACTERS, MINIMUM_ITEMS } from "../limits.ts";
import { audioDescription } from "./audio.ts";
import { oneOf } from "./enumerated.ts";
import { videoDescription } from "./video.ts";

/** The members of a job's settings that are emulated, as Step Functions spells them. Any other member is refused. */

const s3Url = (what: string) =>
  z.string().regex(/^s3:\/\/[^/]+\/.+/, { error: `${what} must be s3://bucket/key; anything else is not emulated` });

const input = z.strictObject({
  FileInput: s3Url("an input"),
  AudioSelectors: z
    .record(z.string(), z.strictObject({ DefaultSelection: oneOf("DEFAULT", "NOT_DEFAULT").optional() }))
    .default({}),
  VideoSelector: z.strictObject({ Rotate: oneOf("DEGREE_0", "AUTO").default("DEGREE_0") }).prefault({}),
  /** Timecodes are neither read nor written, so that their source makes no difference. */
  TimecodeSource: oneOf("EMBEDDED", "ZEROBASED", "SPECIFIEDSTART").optional(),
});

/** What concerns boxes of the file that players skip (CslgAtom, FreeSpaceBox) is taken and has no effect: README. */
const containerSettings = z.discriminatedUnion(
  "Container",
  [
    z.strictObject({
      Container: z.literal("MP4"),
      Mp4Settings: z
        .strictObject({
          CslgAtom: oneOf("INCLUDE", "EXCLUDE").optional(),
          FreeSpaceBox: oneOf("INCLUDE", "EXCLUDE").optional(),
          MoovPlacement: oneOf("PROGRESSIVE_DOWNLOAD", "NORMAL").default("PROGRESSIVE_DOWNLOAD"),
        })
        .prefault({}),
    }),
    z.strictObject({ Container: z.literal("RAW") }),
  ],
  { error: ({ input }) => containerNotEmulated(input) },
);

function containerNotEmulated(given: unknown): string | undefined {
  const container = typeof given === "object" && given !== null && "Container" in given ? given.Container : undefined;
  return typeof container === "string" ? `the container ${container} is not emulated` : undefined;
}

const output = z.strictObject({
  ContainerSettings: containerSettings,
  NameModifier: z.string().min(MINIMUM_CHARACTERS).optional(),
  Extension: z.string().min(MINIMUM_CHARACTERS).optional(),
  VideoDescription: videoDescription,
  AudioDescriptions: z
    .array(audioDescription)
    .max(1, { error: "more than one audio track is not emulated" })
    .default([]),
});

const outputGroup = z.strictObject({
  Name: z.string().optional(),
  CustomName: z.string().optional(),
  OutputGroupSettings: z.strictObject({
    Type: oneOf("FILE_GROUP_SETTINGS"),
    FileGroupSettings: z.strictObject({ Destination: s3Url("a destination") }),
  }),
  Outputs: z.array(output).min(MINIMUM_ITEMS),
});

export const jobSettings = z.strictObject({
  Inputs: z.array(input).min(MINIMUM_ITEMS).max(1, { error: "a job of more than one input is not emulated" }),
  OutputGroups: z.array(outputGroup).min(MINIMUM_ITEMS),
  TimecodeConfig: z.strictObject({ Source: oneOf("EMBEDDED", "ZEROBASED").optional() }).optional(),
});

export type JobSettings = z.output<typeof jobSettings>;
export type JobInput = JobSettings["Inputs"][number];
export type OutputGroup = JobSettings["OutputGroups"][number];
export type Output = OutputGroup["Outputs"][number];

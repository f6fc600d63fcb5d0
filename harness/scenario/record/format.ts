import { z } from "zod";

/**
 * How a kept run lies on disk: `run.json`, and for each scenario two files of JSON lines, `ID.events.ndjson` (a header,
 * the events, the result) and `ID.bodies.ndjson` (what the events refer to). Nothing real (times of the machine, host) stands
 * in the latter two. A change of meaning raises the version; readers refuse what they do not know.
 */
export const RECORD_VERSION = 1;

/** How the names of a scenario's two files end. */
export const EVENTS = ".events.ndjson";
export const BODIES = ".bodies.ndjson";

const size = { sha256: z.string(), bytes: z.number().int() };

/** One body, once per content. `sha256` and `bytes` are the original's. */
export const recordedBodySchema = z.discriminatedUnion("kind", [
  /** After redaction; with `cutAt` only so many characters of it. */
  z.object({ ...size, kind: z.literal("text"), text: z.string(), cutAt: z.number().int().optional() }),
  /** In the order of its directory; with `more`, so many further ones were left out. */
  z.object({
    ...size,
    kind: z.literal("zip"),
    entries: z.array(z.object({ name: z.string(), bytes: z.number() })),
    more: z.number().int().optional(),
  }),
  z.object({
    ...size,
    kind: z.literal("image"),
    format: z.string(),
    width: z.number(),
    height: z.number(),
    /** A small JPEG in base64; absent where none could be made, and behind the first MOST_THUMBNAILS of a scenario. */
    thumbnail: z
      .string()
      .regex(/^[A-Za-z0-9+/]+=*$/)
      .optional(),
  }),
  /** Other bytes, which are not kept. */
  z.object({ ...size, kind: z.literal("binary") }),
]);

export type RecordedBody = z.infer<typeof recordedBodySchema>;

/** First line of a scenario's events. */
export const scenarioHeaderSchema = z.object({
  kind: z.literal("scenario"),
  version: z.number().int(),
  id: z.string(),
  title: z.string(),
  system: z.string(),
  seed: z.number(),
});

export type ScenarioHeader = z.infer<typeof scenarioHeaderSchema>;

import { z } from "zod";

const TRACE_VERSION = 1;

const base = {
  version: z.literal(TRACE_VERSION),
  sequence: z.number().int(),
  at: z.number(),
  cause: z.number().int(),
};

const reference = z.object({ sha256: z.string(), bytes: z.number() });
const row = z.record(z.string(), z.unknown()).nullable();

/** An event of the trace as it lies on disk: without the machine's time. */
export const recordedEventSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("operation"),
    source: z.string(),
    target: z.string(),
    operation: z.string(),
    resource: z.string(),
    request: reference.optional(),
    response: reference.optional(),
    durationMs: z.number().optional(),
    outcome: z.string().optional(),
    error: z.string().optional(),
    fault: z.string().optional(),
    ...base,
  }),
  z.object({
    kind: z.literal("state"),
    source: z.string(),
    execution: z.string(),
    type: z.string(),
    state: z.string(),
    detail: z.string().optional(),
    ...base,
  }),
  z.object({
    kind: z.literal("row"),
    table: z.string(),
    key: z.string(),
    change: z.enum(["insert", "update", "delete"]),
    before: row,
    after: row,
    ...base,
  }),
  z.object({
    kind: z.literal("log"),
    source: z.string(),
    level: z.string(),
    message: z.string(),
    fields: z.array(z.tuple([z.string(), z.unknown()])),
    ...base,
  }),
  z.object({
    kind: z.literal("note"),
    source: z.string(),
    message: z.string(),
    detail: z.record(z.string(), z.unknown()).optional(),
    ...base,
  }),
]);

export type RecordedEvent = z.infer<typeof recordedEventSchema>;

/** Of a fact, as a file and its line; kept as words. */
const placeSchema = z
  .union([z.string(), z.object({ file: z.string(), line: z.number() })])
  .transform((place) => (typeof place === "string" ? place : `${place.file}:${place.line}`));

const replicaSchema = z.object({
  system: z.string(),
  agrees: z.boolean(),
  end: z.string(),
  observable: z.object({ path: z.string(), own: z.string(), replica: z.string() }).optional(),
  hop: z
    .object({ at: z.string(), sequence: z.number(), own: z.string().optional(), replica: z.string().optional() })
    .optional(),
});

/** The last line of a scenario's events: what the reports need of a ScenarioResult. */
export const recordedResultSchema = z.object({
  kind: z.literal("result"),
  virtualMs: z.number().optional(),
  traceHash: z.string(),
  events: z.number(),
  engine: z.string(),
  node: z.string(),
  ffmpeg: z.string().optional(),
  evidence: z
    .object({
      same: z.number(),
      agreed: z.array(z.object({ field: z.string(), value: z.string(), place: z.string().optional() })).optional(),
      different: z.array(
        z.object({ field: z.string(), expected: z.string(), found: z.string(), place: placeSchema.optional() }),
      ),
      notComparable: z.array(
        z.object({
          field: z.string(),
          reason: z.string(),
          expected: z.string().optional(),
          found: z.string().optional(),
        }),
      ),
    })
    .optional(),
  expectations: z
    .array(
      z.object({
        matcher: z.string(),
        expected: z.string(),
        found: z.string(),
        place: z.string().optional(),
        sequence: z.number(),
      }),
    )
    .optional(),
  /** How many more held than were kept. */
  moreExpectations: z.number().optional(),
  failure: z
    .object({
      rule: z.string(),
      mistake: z.literal(true).optional(),
      perhaps: z.string().optional(),
      expected: z.string().optional(),
      found: z.string().optional(),
      answer: z.string().optional(),
      divergence: z.object({ at: z.string(), sequence: z.number(), event: z.string() }).optional(),
      lastEvents: z.array(z.string()),
      place: z.string().optional(),
      replica: replicaSchema.optional(),
    })
    .optional(),
});

export type RecordedResult = z.infer<typeof recordedResultSchema>;

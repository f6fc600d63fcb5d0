import { z } from "zod";
import { recordOf } from "../../gateway/record-of.ts";
import { invalidParameterValue, notEmulated } from "../errors.ts";
import {
  DEFAULT_BATCH_SIZE,
  DEFAULT_BATCHING_WINDOW_SECONDS,
  MAX_BATCH_SIZE,
  MAX_BATCHING_WINDOW_SECONDS,
  MAX_EVENT_FILTERS,
  MAX_FILTER_PATTERN_CHARACTERS,
  MAX_MAXIMUM_CONCURRENCY,
  MAX_POLLED_MESSAGES,
  MAX_RESPONSE_TYPES,
  MIN_BATCH_SIZE,
  MIN_BATCHING_WINDOW_SECONDS,
  MIN_MAXIMUM_CONCURRENCY,
  MIN_WINDOW_OF_LARGE_BATCH_SECONDS,
} from "../limits.ts";
import type { EventSourceMapping } from "./mapping.ts";

const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const settings = {
  BatchSize: optional(z.number().int().min(MIN_BATCH_SIZE).max(MAX_BATCH_SIZE)),
  MaximumBatchingWindowInSeconds: optional(
    z.number().int().min(MIN_BATCHING_WINDOW_SECONDS).max(MAX_BATCHING_WINDOW_SECONDS),
  ),
  FunctionResponseTypes: optional(z.array(z.literal("ReportBatchItemFailures")).max(MAX_RESPONSE_TYPES)),
  ScalingConfig: optional(
    z.object({
      MaximumConcurrency: optional(z.number().int().min(MIN_MAXIMUM_CONCURRENCY).max(MAX_MAXIMUM_CONCURRENCY)),
    }),
  ),
  FilterCriteria: optional(
    z.object({
      Filters: optional(
        z.array(z.object({ Pattern: z.string().max(MAX_FILTER_PATTERN_CHARACTERS) })).max(MAX_EVENT_FILTERS),
      ),
    }),
  ),
  Enabled: optional(z.boolean()),
};

const createSchema = z.object({
  EventSourceArn: optional(z.string()),
  FunctionName: z.string(),
  StartingPosition: optional(z.string()),
  StartingPositionTimestamp: optional(z.number()),
  Tags: optional(recordOf(z.string())),
  ...settings,
});
const updateSchema = z.object({ FunctionName: optional(z.string()), ...settings });

/** Members that AWS knows of streams alone. Words of their refusal: memory of AWS's answers, not verified. */
const OF_STREAMS = [
  ...["BisectBatchOnFunctionError", "DestinationConfig", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts"],
  ...["ParallelizationFactor", "TumblingWindowInSeconds"],
];

export type CreateMappingInput = z.input<typeof createSchema>;
type MappingSettings = z.output<typeof updateSchema>;

export const parseCreateInput = (input: unknown) => parse("CreateEventSourceMapping", createSchema, input);
export const parseUpdateInput = (input: unknown) => parse("UpdateEventSourceMapping", updateSchema, input);

function parse<T extends z.ZodObject>(operation: string, schema: T, input: unknown): z.output<T> {
  if (typeof input === "object" && input !== null) {
    const unknown = Object.entries(input).find(([name, value]) => value !== null && !(name in schema.shape))?.[0];
    // A queue's mapping has them not on AWS either; the other sources are not here.
    if (unknown !== undefined && OF_STREAMS.includes(unknown) && isOfQueue(input)) {
      throw invalidParameterValue(`Unsupported ${unknown} parameter for given event source mapping type.`);
    }
    if (unknown !== undefined) throw notEmulated(`lambda:${operation} with ${unknown}`);
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidParameterValue(`${issue?.path.map(String).join(".") || "The request"}: ${issue?.message ?? "wrong"}`);
}

/** All mappings that can be updated are of queues. */
const isOfQueue = (input: object): boolean =>
  !("EventSourceArn" in input) || String(input.EventSourceArn).startsWith("arn:aws:sqs:");

/** The members that a change sets; what it does not name stays as in `before`, or has Lambda's default. */
export function mappingSettings(input: MappingSettings, before?: EventSourceMapping) {
  const batchSize = input.BatchSize ?? before?.batchSize ?? DEFAULT_BATCH_SIZE;
  const batchingWindowSeconds =
    input.MaximumBatchingWindowInSeconds ?? before?.batchingWindowSeconds ?? DEFAULT_BATCHING_WINDOW_SECONDS;
  if (batchSize > MAX_POLLED_MESSAGES && batchingWindowSeconds < MIN_WINDOW_OF_LARGE_BATCH_SECONDS) {
    throw invalidParameterValue(
      `Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than ${MAX_POLLED_MESSAGES}`,
    );
  }
  return {
    batchSize,
    batchingWindowSeconds,
    reportBatchItemFailures: input.FunctionResponseTypes
      ? input.FunctionResponseTypes.length > 0
      : (before?.reportBatchItemFailures ?? false),
    maximumConcurrency: input.ScalingConfig ? input.ScalingConfig.MaximumConcurrency : before?.maximumConcurrency,
    filters: input.FilterCriteria
      ? (input.FilterCriteria.Filters ?? []).map(({ Pattern }) => Pattern)
      : (before?.filters ?? []),
    enabled: input.Enabled ?? before?.enabled ?? true,
  };
}

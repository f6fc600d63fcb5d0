import { z } from "zod";

/** Where a fact was read: the file as it was named, and its line, from 1. */
const place = z.object({ file: z.string(), line: z.number() });
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const jsonObject = z.record(z.string(), z.unknown());

/**
 * One thing that is known of an incident, with the line that says so. Texts are as they were found; instants are ISO 8601 or
 * MySQL's `YYYY-MM-DD hh:mm:ss`, both UTC.
 */
export const factSchema = z.discriminatedUnion("kind", [
  /** A row of a table, with the columns that were shown. */
  z.object({ kind: z.literal("row"), place, table: z.string(), columns: z.record(z.string(), cell) }),
  /** A structured log line. `source`: `server`, or the name of a function. */
  z.object({
    kind: z.literal("log"),
    place,
    source: z.string(),
    level: z.string(),
    message: z.string(),
    at: z.string().optional(),
    fields: jsonObject,
    /** The line was cut off, or is not clear in parts: a field that is absent may have been there. */
    partial: z.literal(true).optional(),
  }),
  /** A body that was sent to the server's callback route, as it was sent; `partial` where it was cut off. */
  z.object({
    kind: z.literal("callback"),
    place,
    text: z.string(),
    body: jsonObject,
    partial: z.literal(true).optional(),
  }),
  /** An execution as Step Functions describes or lists it; `input` and `output` are JSON texts. */
  z.object({
    kind: z.literal("execution"),
    place,
    arn: z.string(),
    status: z.string().optional(),
    input: z.string().optional(),
    output: z.string().optional(),
    error: z.string().optional(),
    cause: z.string().optional(),
    startedAt: z.string().optional(),
    stoppedAt: z.string().optional(),
  }),
  /** One event of an execution's history. Events that were printed together share `history`, the line where they begin. */
  z.object({
    kind: z.literal("history-event"),
    place,
    history: z.number(),
    id: z.number(),
    type: z.string(),
    at: z.string().optional(),
    state: z.string().optional(),
    error: z.string().optional(),
    cause: z.string().optional(),
  }),
  /** An object of the bucket; `size` in bytes. */
  z.object({
    kind: z.literal("object"),
    place,
    key: z.string(),
    size: z.number().optional(),
    modifiedAt: z.string().optional(),
  }),
  /** A message of the processing queue. */
  z.object({ kind: z.literal("message"), place, body: z.string() }),
  /** A request to the server and what it answered; `bytes` is the answer's size. */
  z.object({
    kind: z.literal("answer"),
    place,
    method: z.string(),
    path: z.string(),
    request: z.string().optional(),
    status: z.number().optional(),
    body: z.string().optional(),
    bytes: z.number().optional(),
    at: z.string().optional(),
  }),
  /** A person's words. `no-zip`: there is no ZIP; `succeeded`: a request was answered with success. */
  z.object({
    kind: z.literal("claim"),
    place,
    claim: z.enum(["no-zip", "succeeded"]),
    method: z.string().optional(),
    path: z.string().optional(),
    words: z.string(),
  }),
]);

export type Fact = z.output<typeof factSchema>;
export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;
export type Place = z.output<typeof place>;
export type Cell = z.output<typeof cell>;

export function factsOf<Kind extends Fact["kind"]>(facts: readonly Fact[], kind: Kind): FactOf<Kind>[] {
  return facts.filter((fact): fact is FactOf<Kind> => fact.kind === kind);
}

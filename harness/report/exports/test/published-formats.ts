import { z } from "zod";

/** A fixed64 of protobuf's JSON: a decimal string. */
const fixed64 = z.string().refine((text) => /^\d+$/.test(text) && BigInt(text) < 2n ** 64n, "is no fixed64");
const int64 = z.string().refine((text) => /^-?\d+$/.test(text) && BigInt(text) === BigInt.asIntN(64, BigInt(text)));
const text = z.string().refine((value) => value.isWellFormed(), "is no valid Unicode");
/** OTLP's own exception from protobuf's JSON: ids are hexadecimal; all zeros are no id (trace.proto, Span.trace_id). */
const id = (bytes: number) => z.string().regex(new RegExp(`^(?!0+$)[0-9a-f]{${2 * bytes}}$`));
const attributes = z
  .array(
    z.strictObject({
      key: text.min(1),
      value: z.union([
        z.strictObject({ stringValue: text }),
        z.strictObject({ boolValue: z.boolean() }),
        z.strictObject({ intValue: int64 }),
        z.strictObject({ doubleValue: z.number() }),
      ]),
    }),
  )
  // common.proto: "attribute keys MUST be unique".
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, "has a key twice");
const span = z
  .strictObject({
    traceId: id(16),
    spanId: id(8),
    parentSpanId: id(8).optional(),
    name: text,
    // SPAN_KIND_UNSPECIFIED must not be sent by who knows better.
    kind: z.int().min(1).max(5),
    startTimeUnixNano: fixed64,
    endTimeUnixNano: fixed64,
    attributes,
    events: z.array(z.strictObject({ timeUnixNano: fixed64, name: text, attributes })),
    links: z.array(z.strictObject({ traceId: id(16), spanId: id(8) })),
    status: z.strictObject({ code: z.int().min(0).max(2), message: text.optional() }).optional(),
  })
  .refine((one) => BigInt(one.endTimeUnixNano) >= BigInt(one.startTimeUnixNano), "ends before it begins");
/** ExportTraceServiceRequest of opentelemetry/proto/{collector/trace,trace,common,resource}/v1, as OTLP encodes it in JSON. */
export const exportTraceServiceRequest = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes }),
      scopeSpans: z.array(z.strictObject({ scope: z.strictObject({ name: text }), spans: z.array(span) })),
    }),
  ),
});

/** Google's "Trace Event Format": what each phase must and may have. */
const common = { name: z.string(), pid: z.int(), tid: z.int() };
const moment = { cat: z.string().min(1), ts: z.number().min(0) };
const args = z.record(z.string(), z.unknown());
const chromeEvent = z.discriminatedUnion("ph", [
  z.strictObject({ ...common, ...moment, ph: z.literal("X"), dur: z.number().min(0), args: args.optional() }),
  z.strictObject({ ...common, ...moment, ph: z.literal("i"), s: z.enum(["g", "p", "t"]), args: args.optional() }),
  z.strictObject({ ...common, ...moment, ph: z.literal("s"), id: z.string().min(1) }),
  z.strictObject({ ...common, ...moment, ph: z.literal("f"), id: z.string().min(1), bp: z.literal("e") }),
  z.strictObject({
    ...common,
    ph: z.literal("M"),
    name: z.enum(["process_name", "thread_name", "thread_sort_index"]),
    args: z.union([z.strictObject({ name: z.string() }), z.strictObject({ sort_index: z.int() })]),
  }),
]);
/** The object form. */
export const chromeFile = z.strictObject({ displayTimeUnit: z.enum(["ms", "ns"]), traceEvents: z.array(chromeEvent) });

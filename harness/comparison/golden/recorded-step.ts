import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

const Fields = z.record(z.string(), z.unknown());

/** One invocation of a Lambda: exact payloads, log lines without their time. */
const Invocation = z.strictObject({
  function: z.string(),
  input: z.string(),
  output: z.string(),
  logs: z.array(Fields),
});

/** A state that an execution entered; the branches of a Parallel are sequences of their own. */
const State = z.strictObject({
  state: z.string(),
  type: z.string(),
  attempts: z.array(Invocation).optional(),
  get branches() {
    return z.array(z.array(State)).optional();
  },
});

const Exchange = z.strictObject({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

const Callback = z.strictObject({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  status: z.number(),
  responseBody: z.string(),
  responseHeaders: z.record(z.string(), z.string()),
  signatureCheck: z.boolean(),
});

const ZipEntry = z.strictObject({
  name: z.string(),
  size: z.number(),
  compressed: z.number(),
  method: z.number(),
  /** DOS date and time: year, month, day, hours, minutes, seconds. */
  date: z.array(z.number()),
  flags: z.number(),
  crc: z.string(),
  externalAttr: z.number(),
  createSystem: z.number(),
  createVersion: z.number(),
  extractVersion: z.number(),
  extraHex: z.string(),
});

/** One step of a flow: what was done and everything observed. An absent part was not recorded. */
const Step = z.strictObject({
  step: z.string(),
  request: z
    .strictObject({
      method: z.string(),
      path: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string().nullable(),
    })
    .optional(),
  response: Exchange.optional(),
  bootLog: z.array(Fields).optional(),
  puts: z
    .array(
      z.strictObject({
        url: z.string(),
        headers: z.record(z.string(), z.string()),
        bytes: z.number(),
        sha256: z.string(),
        status: z.number(),
        etag: z.string(),
      }),
    )
    .optional(),
  gets: z
    .array(
      z.strictObject({
        resolution: z.string(),
        assetType: z.string(),
        status: z.number(),
        contentType: z.string(),
        bytes: z.number(),
        /** Displayed size and format of an image. */
        image: z.string().optional(),
      }),
    )
    .optional(),
  messages: z
    .array(z.strictObject({ Body: z.string(), MD5OfBody: z.string(), MessageAttributes: z.record(z.string(), Fields) }))
    .optional(),
  validate: Invocation.optional(),
  executions: z.array(z.strictObject({ executionArn: z.string(), name: z.string(), input: z.string() })).optional(),
  /** The execution's input as the caller of StartExecution wrote it. */
  rawInput: z.string().optional(),
  execution: z
    .strictObject({
      stateMachine: z.string(),
      executionArn: z.string(),
      startTime: z.string(),
      status: z.string(),
      error: z.unknown(),
      trace: z.array(State),
    })
    .optional(),
  executionInput: Fields.optional(),
  zip: z
    .array(z.strictObject({ key: z.string(), size: z.number(), entries: z.array(ZipEntry), firstBytesHex: z.string() }))
    .optional(),
  serverLogs: z.array(Fields).optional(),
  callbacks: z.array(Callback).optional(),
  db: z.record(z.string(), z.array(Fields)).optional(),
  s3Objects: z
    .array(z.strictObject({ key: z.string(), size: z.number(), contentType: z.string(), etag: z.string() }))
    .optional(),
});

export type RecordedStep = z.infer<typeof Step>;
export type RecordedState = z.infer<typeof State>;
export type RecordedInvocation = z.infer<typeof Invocation>;
export type RecordedCallback = z.infer<typeof Callback>;
export type RecordedZip = NonNullable<RecordedStep["zip"]>[number];
export type LogLine = z.infer<typeof Fields>;

/** Steps of a recorded flow by number and name, `11-finalization-execution`, in order. */
export function readFlow(flow: string): ReadonlyMap<string, RecordedStep> {
  const folder = new URL(`./fixtures/${flow}/`, import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const steps = files.sort().map((name): [string, RecordedStep] => {
    const step = Step.safeParse(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
    if (!step.success) throw new Error(`recording ${flow}/${name} is not a step: ${z.prettifyError(step.error)}`);
    return [name.replace(/\.json$/, ""), step.data];
  });
  return new Map(steps);
}

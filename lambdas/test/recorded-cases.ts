import { readFileSync } from "node:fs";
import { z } from "zod";

const headers = z.record(z.string(), z.string());
const answer = z.object({ status: z.number(), headers, body: z.string() });

const recordedCase = z.object({
  revisions: z.array(z.enum(["incident", "current"])),
  id: z.string(),
  lambda: z.enum(["validate", "thumbnails", "consolidate", "zip", "callback"]),
  input: z.string(),
  kind: z.enum(["response", "error"]),
  output: z.string(),
  /** Level and message of each line. */
  logs: z.array(z.tuple([z.string(), z.string()])),
  objects: z.array(z.object({ key: z.string(), bytes: z.string() })).default([]),
  objectsAfter: z
    .array(z.object({ key: z.string(), contentType: z.string(), size: z.tuple([z.number(), z.number()]) }))
    .optional(),
  /** Name, size, CRC and flags of each entry. */
  zip: z
    .object({ key: z.string(), entries: z.array(z.tuple([z.string(), z.number(), z.number(), z.number()])) })
    .optional(),
  faults: z
    .array(
      z.object({
        match: z.object({ method: z.string().optional(), pathContains: z.string().default("") }),
        nth: z.number().optional(),
        answer,
      }),
    )
    .default([]),
  env: z.record(z.string(), z.string()).default({}),
  callbackAnswers: z
    .object({ default: answer, elsewhere: answer.optional(), delaySeconds: z.number().optional() })
    .optional(),
  callbacks: z
    .array(
      z.object({
        method: z.string(),
        path: z.string(),
        signature: z.string().nullable(),
        contentType: z.string().nullable(),
        body: z.string(),
      }),
    )
    .default([]),
});

export type RecordedCase = z.infer<typeof recordedCase>;

/**
 * Direct invocations of the real Lambdas at both revisions. Not among them: videos (need ffmpeg), big inputs (BMP,
 * TIFF), and what differs knowingly (consolidate's random order; thumb-tiny-10x7, where libjpeg smooths colours and Go
 * does not).
 */
export function readRecordedCases(): { cases: readonly RecordedCase[]; objects: ReadonlyMap<string, Buffer> } {
  const text = readFileSync(new URL("./fixtures/recorded-cases.json", import.meta.url), "utf8");
  const file = z.object({ cases: z.array(recordedCase), objects: z.record(z.string(), z.string()) });
  const { cases, objects } = file.parse(JSON.parse(text));
  const decoded = Object.entries(objects).map(([name, base64]) => [name, Buffer.from(base64, "base64")] as const);
  return { cases, objects: new Map(decoded) };
}

/** AWS request ids belong to the endpoint. */
export function comparable(text: string): string {
  return text.replaceAll(/RequestID: [^,]*, HostID: [^,]*,/g, "RequestID: , HostID: ,");
}

/** What a Lambda answers when the endpoint at `host` (host:port) plays the world. */
export function expectedOutput({ output, input }: RecordedCase, host: string): string {
  const traceparent = /"traceparent":"([^"]+)"/.exec(input)?.[1] ?? "";
  return comparable(output.replace("{{traceparent}}", traceparent).replace("{{host}}", host));
}

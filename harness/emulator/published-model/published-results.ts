import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const BOUNDS = { min: z.number().optional(), max: z.number().optional() };

const RESULT_SHAPE = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("structure"),
    members: z.record(z.string(), z.string()),
    required: z.array(z.string()).default([]),
  }),
  z.object({ type: z.literal("list"), member: z.string(), ...BOUNDS }),
  z.object({ type: z.literal("map"), value: z.string(), ...BOUNDS }),
  z.object({ type: z.literal("string"), enum: z.array(z.string()).optional(), ...BOUNDS }),
  z.object({ type: z.literal("blob"), ...BOUNDS }),
  z.object({ type: z.enum(["integer", "long", "float", "double"]), ...BOUNDS }),
  z.object({ type: z.enum(["boolean", "timestamp", "document"]) }),
]);

const RESULTS = z.object({
  /** The shape of each operation's result; null when it has none. */
  operations: z.record(z.string(), z.string().nullable()),
  shapes: z.record(z.string(), RESULT_SHAPE),
});

export type ResultShape = z.infer<typeof RESULT_SHAPE>;

/** What a service's operations answer. */
export type PublishedResults = z.infer<typeof RESULTS>;

/** Reads `results/SERVICE.json.gz`, by botocore's name of the service; `undefined` when we keep none of it. */
export function readPublishedResults(service: string): PublishedResults | undefined {
  if (!/^[a-z0-9-]+$/.test(service)) return undefined;
  const file = new URL(`results/${service}.json.gz`, import.meta.url);
  if (!existsSync(file)) return undefined;
  return RESULTS.parse(JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")));
}

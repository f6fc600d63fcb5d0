import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const REFERENCE = z.object({ shape: z.string() });

const BOUNDS = { min: z.number().optional(), max: z.number().optional() };

const SHAPE = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("structure"),
    members: z.record(z.string(), REFERENCE),
    required: z.array(z.string()).default([]),
    exception: z.boolean().optional(),
  }),
  z.object({
    type: z.literal("string"),
    ...BOUNDS,
    pattern: z.string().optional(),
    enum: z.array(z.string()).optional(),
  }),
  z.object({ type: z.enum(["integer", "long", "float", "double"]), ...BOUNDS }),
  z.object({ type: z.literal("boolean") }),
  z.object({ type: z.literal("timestamp") }),
  z.object({ type: z.literal("blob") }),
  z.object({ type: z.literal("list"), member: REFERENCE, ...BOUNDS }),
  z.object({ type: z.literal("map"), key: REFERENCE, value: REFERENCE, ...BOUNDS }),
]);

const MODEL = z.object({
  operations: z.record(
    z.string(),
    z.object({ input: REFERENCE.optional(), output: REFERENCE.optional(), errors: z.array(REFERENCE).default([]) }),
  ),
  shapes: z.record(z.string(), SHAPE),
});

export type Shape = z.infer<typeof SHAPE>;

/** A service as AWS describes it to its own SDKs. */
export type PublishedModel = z.infer<typeof MODEL>;

/** Reads `fixtures/SERVICE.json.gz`. */
export function readPublishedModel(
  service: "stepfunctions" | "logs" | "sqs" | "lambda" | "ssm" | "secretsmanager" | "dynamodb" | "events" | "kms",
): PublishedModel {
  const file = new URL(`fixtures/${service}.json.gz`, import.meta.url);
  return MODEL.parse(JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")));
}

/** The shape of that name. A model that lacks one of its own shapes is broken. */
export function shapeOf(model: PublishedModel, name: string): Shape {
  const shape = Object.hasOwn(model.shapes, name) ? model.shapes[name] : undefined;
  if (!shape) throw new Error(`The published model has no shape ${name}.`);
  return shape;
}

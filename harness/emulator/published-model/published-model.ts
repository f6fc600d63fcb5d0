import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

/** How a member or an operation's output names a shape, and where on the wire it stands. */
const REFERENCE = z.object({
  shape: z.string(),
  location: z.enum(["header", "headers", "querystring", "statusCode", "uri"]).optional(),
  locationName: z.string().optional(),
  xmlAttribute: z.boolean().optional(),
  resultWrapper: z.string().optional(),
});

const BOUNDS = { min: z.number().optional(), max: z.number().optional() };

const SHAPE = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("structure"),
    members: z.record(z.string(), REFERENCE),
    required: z.array(z.string()).default([]),
    exception: z.boolean().optional(),
    eventstream: z.boolean().optional(),
    /** The member that is the body. */
    payload: z.string().optional(),
    error: z.object({ code: z.string().optional(), httpStatusCode: z.number().optional() }).optional(),
  }),
  z.object({
    type: z.literal("string"),
    ...BOUNDS,
    pattern: z.string().optional(),
    enum: z.array(z.string()).optional(),
  }),
  z.object({ type: z.enum(["integer", "long", "float", "double"]), ...BOUNDS }),
  z.object({ type: z.literal("boolean") }),
  z.object({ type: z.literal("timestamp"), timestampFormat: z.string().optional() }),
  z.object({ type: z.literal("blob") }),
  z.object({ type: z.literal("list"), member: REFERENCE, flattened: z.boolean().optional(), ...BOUNDS }),
  z.object({ type: z.literal("map"), key: REFERENCE, value: REFERENCE, ...BOUNDS }),
]);

const MODEL = z.object({
  metadata: z.object({ protocol: z.enum(["json", "query", "rest-json", "rest-xml"]) }),
  operations: z.record(
    z.string(),
    z.object({
      http: z
        .object({ responseCode: z.number().default(200), observedCodes: z.array(z.number()).default([]) })
        .prefault({}),
      input: REFERENCE.optional(),
      output: REFERENCE.optional(),
      errors: z.array(REFERENCE).default([]),
    }),
  ),
  shapes: z.record(z.string(), SHAPE),
});

export type Shape = z.infer<typeof SHAPE>;
export type Structure = Extract<Shape, { type: "structure" }>;

/** A service as AWS describes it to its own SDKs. */
export type PublishedModel = z.infer<typeof MODEL>;

export type PublishedService =
  | "dynamodb"
  | "events"
  | "iam"
  | "kms"
  | "lambda"
  | "logs"
  | "s3"
  | "secretsmanager"
  | "sns"
  | "sqs"
  | "ssm"
  | "stepfunctions"
  | "sts";

/** Reads `fixtures/SERVICE.json.gz`. */
export function readPublishedModel(service: PublishedService): PublishedModel {
  const file = new URL(`fixtures/${service}.json.gz`, import.meta.url);
  return MODEL.parse(JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")));
}

/** The shape of that name. A model that lacks one of its own shapes is broken. */
export function shapeOf(model: PublishedModel, name: string): Shape {
  const shape = Object.hasOwn(model.shapes, name) ? model.shapes[name] : undefined;
  if (!shape) throw new Error(`The published model has no shape ${name}.`);
  return shape;
}

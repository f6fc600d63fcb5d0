import { type PublishedModel, readPublishedModel, type Shape } from "../published-model/published-model.ts";
import { MEMORY_MEGABYTES, TIMEOUT_SECONDS } from "./limits.ts";

const integer = ({ least, most }: { readonly least: number; readonly most: number }): Shape => ({
  type: "integer",
  min: least,
  max: most,
});

let model: PublishedModel | undefined;

/**
 * Lambda as AWS publishes it. The largest time-out and memory there are those of functions on managed instances, which are not here
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
 */
export function lambdaModel(): PublishedModel {
  if (model) return model;
  const published = readPublishedModel("lambda");
  const ofFunctions = { Timeout: integer(TIMEOUT_SECONDS), MemorySize: integer(MEMORY_MEGABYTES) };
  model = { ...published, shapes: { ...published.shapes, ...ofFunctions } };
  return model;
}

/** Names of all runtimes that AWS has, or had. */
export function publishedRuntimes(): readonly string[] {
  const shape = lambdaModel().shapes.Runtime;
  return shape?.type === "string" ? (shape.enum ?? []) : [];
}

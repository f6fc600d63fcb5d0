import type { JsonataTemplate } from "./template.ts";

/**
 * What a state in the JSONata language has instead of paths. Its JSONPath fields (`inputPath`, `parameters`, `assign`
 * …) are then undefined, and this is undefined on a JSONPath state.
 */
export interface JsonataFields {
  /** Of Task, Parallel (and Map, where the definition allows it). */
  readonly arguments: JsonataTemplate | undefined;
  readonly output: JsonataTemplate | undefined;
  readonly assign: JsonataTemplate | undefined;
}

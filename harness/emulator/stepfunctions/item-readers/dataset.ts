import type { Json } from "../json/json.ts";

/** The items of a distributed Map, from the state's input or from S3. */
export interface Dataset {
  readonly values: readonly Json[];
  /** Names of the items, when they are the members of an object. */
  readonly keys: readonly string[] | undefined;
  /** Where each item comes from, or all of them: `STATE_DATA`, `S3://bucket`, `S3://bucket/key`. */
  readonly sources: string | readonly string[];
}

/** Items of the state's own data have this as their source. */
export const STATE_DATA = "STATE_DATA";

/** The elements of a list or the members of an object; `undefined` for anything else. */
export function datasetOf(data: Json, sources: string): Dataset | undefined {
  if (Array.isArray(data)) return { values: data, keys: undefined, sources };
  if (data instanceof Map) return { values: [...data.values()], keys: [...data.keys()], sources };
  return undefined;
}

export function firstItems(dataset: Dataset, count: number): Dataset {
  if (dataset.values.length <= count) return dataset;
  return {
    values: dataset.values.slice(0, count),
    keys: dataset.keys?.slice(0, count),
    sources: typeof dataset.sources === "string" ? dataset.sources : dataset.sources.slice(0, count),
  };
}

/** Data sets one behind the other. */
export function joinDatasets(datasets: readonly Dataset[]): Dataset {
  return {
    values: datasets.flatMap(({ values }) => values),
    keys: undefined,
    sources: datasets.flatMap(({ values, sources }) => values.map((_, index) => sourceOf(sources, index))),
  };
}

export function sourceOf(sources: Dataset["sources"], index: number): string {
  return typeof sources === "string" ? sources : (sources[index] ?? STATE_DATA);
}

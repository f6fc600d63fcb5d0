import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";
import type { MapRunChild } from "./map-run.ts";

export interface BatchLimits {
  readonly items: number | undefined;
  readonly bytes: number | undefined;
}

/**
 * Groups items into inputs `{ "BatchInput": …, "Items": [ … ] }`: each takes items until one more would exceed a limit,
 * and at least one (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html).
 */
export function batchItems(items: readonly Json[], limits: BatchLimits, batchInput: Json | undefined): MapRunChild[] {
  const maximumItems = limits.items ?? Number.POSITIVE_INFINITY;
  const maximumBytes = Math.min(limits.bytes ?? MAXIMUM_DATA_BYTES, MAXIMUM_DATA_BYTES);
  const emptyBytes = Buffer.byteLength(writeJson(inputOf([], batchInput)));
  const batches: MapRunChild[] = [];
  let batch: Json[] = [];
  let bytes = emptyBytes;
  for (const item of items) {
    const itemBytes = Buffer.byteLength(writeJson(item)) + 1;
    if (batch.length > 0 && (batch.length >= maximumItems || bytes + itemBytes - 1 > maximumBytes)) {
      batches.push(childOf(batch, batchInput));
      batch = [];
      bytes = emptyBytes;
    }
    batch.push(item);
    bytes += itemBytes;
  }
  if (batch.length > 0) batches.push(childOf(batch, batchInput));
  return batches;
}

function childOf(batch: readonly Json[], batchInput: Json | undefined): MapRunChild {
  return { input: new Document(inputOf(batch, batchInput)), items: batch.length, execution: undefined };
}

function inputOf(batch: readonly Json[], batchInput: Json | undefined): Json {
  const members: [string, Json][] = batchInput === undefined ? [] : [["BatchInput", batchInput]];
  return new Map<string, Json>([...members, ["Items", batch]]);
}

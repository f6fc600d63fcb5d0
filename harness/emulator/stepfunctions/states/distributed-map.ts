import type { DistributedMap, ItemReader } from "../definition/distributed-map.ts";
import type { MapState } from "../definition/machine.ts";
import { Cancelled, dataLimitExceeded, RuntimeFailure, StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { type Dataset, sourceOf } from "../item-readers/dataset.ts";
import { readGivenData, readItems } from "../item-readers/read-items.ts";
import { S3Calls } from "../item-readers/s3-calls.ts";
import { Document, exceedsBytes } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { toNative } from "../json/native.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";
import { transformResults } from "../map-runs/child-result.ts";
import { exportResults } from "../map-runs/export-results.ts";
import { batchItems } from "../map-runs/item-batches.ts";
import type { MapRun, MapRunChild, Tolerance } from "../map-runs/map-run.ts";
import { ChildRunner } from "../map-runs/run-children.ts";
import { evaluateTemplate } from "../query/evaluate.ts";
import { integerField, maximumItemsOf } from "./map-limits.ts";
import { evaluatePayload } from "./payload.ts";

export interface DistributedWork {
  readonly state: MapState;
  readonly distributed: DistributedMap;
  readonly run: StateRun;
  readonly input: Document;
  /** `undefined` when an ItemReader gets them. */
  readonly dataset: Dataset | undefined;
  /** Of an ItemReader; negative when MaxItemsPath says so. */
  readonly maximumItems: number;
  readonly maxConcurrency: number;
  readonly tolerance: Tolerance;
  /** In a redrive: the run to go on with. */
  readonly redriven?: MapRun | undefined;
}

/**
 * One attempt of a distributed Map, after MapStateStarted: a map run with a child execution for each item or batch. The
 * state's chain goes on from MapRunStarted when it succeeds (recorded since November 2024), and from MapRunFailed.
 */
export async function runDistributedMap(work: DistributedWork): Promise<Document> {
  const { state, distributed, run, maxConcurrency, tolerance } = work;
  const owner = run.thread;
  const { redriven } = work;
  const mapRun =
    redriven ??
    owner.mapRuns.start(owner.execution, state, distributed, {
      enteredEventId: run.enteredEventId,
      maxConcurrency,
      tolerance,
    });
  const startedId = redriven
    ? owner.record("MapRunRedriven", { mapRunArn: mapRun.arn, redriveCount: mapRun.redriveCount })
    : owner.record("MapRunStarted", { mapRunArn: mapRun.arn });
  owner.inMapRun = true;
  try {
    if (mapRun.children.length === 0) mapRun.plan(await planChildren(work));
    await runChildren(mapRun, run);
    const exported = await exportedResults(mapRun, work);
    if (mapRun.exceedsTolerance) {
      throw new StateFailure(
        "States.ExceedToleratedFailureThreshold",
        "The specified tolerated failure threshold was exceeded",
      );
    }
    const result =
      exported ??
      new Document(transformResults(mapRun.children, distributed.resultWriter?.transformation ?? "COMPACT"));
    mapRun.end("SUCCEEDED");
    owner.lastEventId = owner.record("MapRunSucceeded");
    owner.recordAside("MapStateSucceeded");
    owner.lastEventId = startedId;
    return result;
  } catch (error) {
    if (error instanceof Cancelled) {
      mapRun.end("ABORTED");
      throw error;
    }
    const failure = run.failureOf(error);
    mapRun.end("FAILED", failure.error);
    owner.record("MapRunFailed", { error: failure.error, cause: failure.failureCause });
    throw failure;
  } finally {
    owner.inMapRun = false;
  }
}

/** Without running it: the children that the items would have, each stage shown to an inspector. */
export async function planDistributedMap(work: Omit<DistributedWork, "maximumItems">): Promise<readonly MapRunChild[]> {
  const maximumItems = await maximumItemsOf(work.state, work.input.value, work.run);
  return planChildren({ ...work, maximumItems });
}

async function planChildren(work: DistributedWork): Promise<MapRunChild[]> {
  const { distributed, input, run, state } = work;
  const dataset = work.dataset ?? (await readDataset(distributed.itemReader, work));
  const values = await selectItems(dataset, work);
  if (values !== dataset.values && (state.itemSelector || state.jsonata?.itemSelector))
    run.inspect("afterItemSelector", values);
  const { itemBatcher } = distributed;
  if (itemBatcher) {
    const limits = {
      items: await integerField(itemBatcher.maxItemsPerBatch, "MaxItemsPerBatch", input.value, run),
      bytes: await integerField(itemBatcher.maxInputBytesPerBatch, "MaxInputBytesPerBatch", input.value, run),
    };
    for (const [name, limit] of [
      ["MaxItemsPerBatch", limits.items],
      ["MaxInputBytesPerBatch", limits.bytes],
    ] as const) {
      if (limit !== undefined && limit <= 0) throw new RuntimeFailure(`${name} must be positive.`);
    }
    const batchInput = itemBatcher.batchInput && (await evaluatePayload(itemBatcher.batchInput, input.value, run));
    const batches = batchItems(values, limits, batchInput);
    run.inspect(
      "afterItemBatcher",
      batches.map(({ input }) => input.value),
    );
    return batches;
  }
  return values.map((value) => {
    const document = new Document(value);
    if (exceedsBytes(document.text, MAXIMUM_DATA_BYTES)) throw dataLimitExceeded(state.name);
    return { input: document, items: 1, execution: undefined };
  });
}

async function readDataset(
  reader: ItemReader | undefined,
  { input, run, maximumItems }: DistributedWork,
): Promise<Dataset> {
  if (!reader) throw new Error("A distributed Map has neither items nor an ItemReader.");
  // LocalStack passes on these words of AWS.
  if (maximumItems < 0) throw new StateFailure("States.ItemReaderFailed", "field MaxItems must be positive");
  const s3 = new S3Calls(run.thread.execution, "States.ItemReaderFailed");
  const request = objectOf(reader.parameters ? await evaluatePayload(reader.parameters, input.value, run) : new Map());
  const given = run.thread.execution.test?.itemReaderData;
  const dataset =
    given === undefined
      ? await readItems(reader, request, maximumItems, s3)
      : readGivenData(reader, request, given, maximumItems);
  if (reader.itemsPointer !== undefined) run.inspect("afterItemsPointer", dataset.values);
  return dataset;
}

/** The items as ItemSelector makes them: `$` is the state's input, `$$.Map.Item` the item. */
async function selectItems(dataset: Dataset, { state, input, run }: DistributedWork): Promise<readonly Json[]> {
  const { itemSelector, jsonata } = state;
  if (!itemSelector && !jsonata?.itemSelector) return wholeItems(dataset);
  const selected: Json[] = [];
  for (const [index, value] of dataset.values.entries()) {
    const mapItem = { index, key: dataset.keys?.[index], value, source: sourceOf(dataset.sources, index) };
    if (jsonata?.itemSelector) selected.push(await run.evaluate(jsonata.itemSelector, { mapItem }));
    else if (itemSelector) selected.push(evaluateTemplate(itemSelector, run.scope(input.value, mapItem)));
  }
  return selected;
}

/** Without ItemSelector a member of an object is an item of its `Key` and `Value` (measured by third parties). */
function wholeItems({ values, keys }: Dataset): readonly Json[] {
  if (!keys) return values;
  return values.map(
    (value, index) =>
      new Map<string, Json>([
        ["Key", keys[index] ?? ""],
        ["Value", value],
      ]),
  );
}

async function runChildren(mapRun: MapRun, run: StateRun): Promise<void> {
  const { mapRuns, cancellation } = run.thread;
  const runner = new ChildRunner(mapRun, (child) => mapRuns.startChild(mapRun, child));
  const withdraw = cancellation.onCancel(() => {
    mapRun.end("ABORTED");
    runner.stop();
  });
  await runner.run();
  withdraw();
  if (cancellation.cancelled) throw new Cancelled();
}

/** Also the results of a map run that failed are exported. */
async function exportedResults(
  mapRun: MapRun,
  { distributed, input, run }: DistributedWork,
): Promise<Document | undefined> {
  const writer = distributed.resultWriter;
  if (!writer?.destination) return undefined;
  const destination = await evaluatePayload(writer.destination, input.value, run);
  const s3 = new S3Calls(run.thread.execution, "States.ResultWriterFailed");
  return exportResults(mapRun, writer, objectOf(destination), s3);
}

function objectOf(value: Json): Readonly<Record<string, unknown>> {
  const native = toNative(value);
  return typeof native === "object" && native !== null && !Array.isArray(native)
    ? (native as Record<string, unknown>)
    : {};
}

import type { Graph, MapState } from "../definition/machine.ts";
import type { MapItem } from "../execution/map-item.ts";
import { finishedOutput, resumeThread } from "../execution/resume.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Thread } from "../execution/thread.ts";
import { STATE_DATA } from "../item-readers/dataset.ts";
import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import type { JsonataTemplate } from "../jsonata/template.ts";
import { evaluateTemplate } from "../query/evaluate.ts";
import { Variables } from "../query/variables.ts";
import { Branches } from "./branches.ts";

interface MapWork {
  readonly state: MapState;
  readonly run: StateRun;
  readonly input: Document;
  readonly items: readonly Json[];
  readonly runGraph: (graph: Graph, input: Document, thread: Thread) => Promise<Document>;
  /** In a redrive: the iterations that had been started, by index. */
  readonly earlier: readonly Thread[] | undefined;
}

/** The iterations of one attempt of an inline Map: as many slots as MaxConcurrency, each takes the next item when free. */
export class MapIterations {
  readonly #work: MapWork;
  readonly #owner: Thread;
  readonly #results: Json[] = [];
  /** The running iteration of each slot. */
  readonly #running: Thread[] = [];
  /** All that have been started, by index. */
  readonly #threads: Thread[] = [];
  /** In a redrive: those that are to be gone on with. */
  readonly #unfinished: Thread[] = [];
  #next = 0;
  #lastSucceededId: number | undefined;

  constructor(work: MapWork) {
    this.#work = work;
    this.#owner = work.run.thread;
  }

  /** `startedId` is the id of MapStateStarted. */
  async run(concurrency: number, startedId: number): Promise<Document> {
    const { state, items } = this.#work;
    const owner = this.#owner;
    const cancellation = owner.cancellation.child();
    const branches = new Branches(owner, cancellation);
    owner.children = this.#running;
    this.#work.run.branchThreads = this.#threads;
    this.#keepFinished(cancellation);
    const slots = Math.min(concurrency, this.#unfinished.length + items.length - this.#next);
    // All first iterations are started before any of them enters its first state (recorded: test_service_lambda_map_timeout).
    for (let slot = 0; slot < slots; slot++) this.#startIteration(slot, startedId, cancellation);
    for (let slot = 0; slot < slots; slot++) {
      branches.start(
        `iterations of ${state.name}, slot ${slot + 1} (${owner.execution.name})`,
        () => this.#runSlot(slot, cancellation),
        () => this.#recordAborts(this.#running[slot] as Thread),
      );
    }
    await branches.join();
    owner.lastEventId = this.#lastSucceededId ?? owner.lastEventId;
    owner.recordAside("MapStateSucceeded");
    return new Document(this.#results);
  }

  async #runSlot(slot: number, cancellation: Thread["cancellation"]): Promise<void> {
    for (;;) {
      const thread = this.#running[slot] as Thread;
      const index = indexOf(thread);
      const selector = this.#work.state.jsonata?.itemSelector;
      const input = selector ? await this.#select(selector, thread) : this.#inputOf(thread);
      const output = await this.#work.runGraph(this.#work.state.itemProcessor, input, thread);
      this.#results[index] = output.value;
      this.#lastSucceededId = thread.recordAside("MapIterationSucceeded", this.#iteration(index));
      if (this.#unfinished.length === 0 && this.#next >= this.#work.items.length) return;
      this.#startIteration(slot, thread.lastEventId, cancellation);
    }
  }

  /** Takes over what the iterations of an earlier run have made of their items. */
  #keepFinished(cancellation: Thread["cancellation"]): void {
    for (const [index, earlier] of (this.#work.earlier ?? []).entries()) {
      const output = finishedOutput(earlier);
      if (output) this.#results[index] = output.value;
      const thread = output ? earlier : resumeThread(earlier, cancellation);
      if (!output) this.#unfinished.push(thread);
      this.#threads[index] = thread;
      this.#next++;
    }
  }

  #startIteration(slot: number, previousEventId: number, cancellation: Thread["cancellation"]): void {
    const unfinished = this.#unfinished.shift();
    if (unfinished) {
      this.#running[slot] = unfinished;
      return;
    }
    const index = this.#next++;
    const thread = new Thread({
      execution: this.#owner.execution,
      mapRuns: this.#owner.mapRuns,
      cancellation,
      variables: new Variables(this.#owner.variables),
      lastEventId: previousEventId,
      mapItem: { index, value: this.#work.items[index] as Json },
    });
    this.#running[slot] = thread;
    this.#threads[index] = thread;
    thread.record("MapIterationStarted", this.#iteration(index));
  }

  /** The item, or what ItemSelector makes of it: `$` is the Map's input, `$$.Map.Item` the item. */
  #inputOf(thread: Thread): Document {
    const { state, run, input } = this.#work;
    if (!state.itemSelector) return new Document(thread.mapItem?.value ?? null);
    return new Document(evaluateTemplate(state.itemSelector, run.scope(input.value, withSource(thread))));
  }

  async #select(selector: JsonataTemplate, thread: Thread): Promise<Document> {
    return new Document(await this.#work.run.evaluate(selector, { mapItem: withSource(thread) }));
  }

  /** All name the failing iteration's last event (recorded: test_service_lambda_map_timeout). */
  #recordAborts(failed: Thread): void {
    const owner = this.#owner;
    owner.lastEventId = failed.lastEventId;
    const others = this.#running.filter((thread) => thread !== failed && this.#results[indexOf(thread)] === undefined);
    for (const thread of [failed, ...others]) {
      const type = thread === failed ? "MapIterationFailed" : "MapIterationAborted";
      owner.recordAside(type, this.#iteration(indexOf(thread)));
      for (const aborted of thread.abortEvents()) owner.recordAside(aborted);
    }
  }

  #iteration(index: number): { index: number; name: string } {
    return { index, name: this.#work.state.name };
  }
}

/** ItemSelector sees where its item comes from (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
function withSource({ mapItem }: Thread): MapItem | undefined {
  return mapItem && { ...mapItem, source: STATE_DATA };
}

function indexOf(thread: Thread): number {
  if (!thread.mapItem) throw new Error("An iteration's thread has no item.");
  return thread.mapItem.index;
}

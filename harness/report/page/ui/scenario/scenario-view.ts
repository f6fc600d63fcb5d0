import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { durationText } from "../../../duration.ts";
import { divergenceKind } from "../../../model/divergence-kind.ts";
import type { BodiesModel, ScenarioModel, ScenarioRow } from "../../../model/report-model.ts";
import { Causality } from "../../causality.ts";
import { filteredEvents, type TimeRange } from "../../event-filter.ts";
import { type ListItem, listItems } from "../../list-items.ts";
import { TimeScale } from "../../time-scale.ts";
import { address, changeTo } from "../route.ts";

/** What part of the timeline is seen, from 0 to 1. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const WHOLE: Window = { from: 0, to: 1 };

/** One scenario as it is looked at now. */
export class ScenarioView {
  readonly model: ScenarioModel;
  readonly scale: TimeScale;
  readonly causality: Causality;
  readonly range: Signal<TimeRange | undefined> = signal(undefined);
  readonly window: Signal<Window> = signal(WHOLE);
  readonly asTable = signal(false);
  readonly filter: ReadonlySignal<string> = computed(() => address.value.filter);
  readonly shown: ReadonlySignal<readonly number[]>;
  readonly items: ReadonlySignal<readonly ListItem[]>;
  /** Place of the selected event in the list, or -1. */
  readonly selectedItem: ReadonlySignal<number>;
  /** Index of the selected event. */
  readonly selected: ReadonlySignal<number | undefined>;

  /** Real milliseconds of the skipped stretches, where they are known. */
  readonly #skippedRealMs: readonly (number | null)[];

  /** `bodies` are asked for when a filter needs them. */
  constructor(
    model: ScenarioModel,
    row: Pick<ScenarioRow, "skippedRealMs"> | undefined,
    bodies: () => BodiesModel | undefined,
  ) {
    this.model = model;
    this.#skippedRealMs = row?.skippedRealMs ?? [];
    this.scale = new TimeScale(model.endMs, model.skipped);
    this.causality = new Causality(model.events);
    this.shown = computed(() => {
      const filter = this.filter.value;
      return filteredEvents({ ...model, bodies: filter === "" ? [] : bodies() }, filter, this.range.value);
    });
    this.items = computed(() => listItems(model, this.shown.value));
    this.selected = computed(() => {
      const sequence = address.value.page === "scenario" ? address.value.event : undefined;
      return sequence === undefined ? undefined : this.causality.indexOf(sequence);
    });
    this.selectedItem = computed(() => {
      const { value } = this.selected;
      return value === undefined ? -1 : this.items.value.findIndex((item) => "event" in item && item.event === value);
    });
  }

  /** Sequence of the event that explains the failure. */
  get divergence(): number | undefined {
    return this.model.result?.failure?.divergence?.sequence;
  }

  /** How long a skipped stretch was, and how long that took. */
  skipped(place: number): { readonly virtual: string; readonly real: string | undefined } {
    const { fromMs = 0, toMs = 0 } = this.model.skipped[place] ?? {};
    const realMs = this.#skippedRealMs[place] ?? undefined;
    return { virtual: durationText(toMs - fromMs), real: realMs === undefined ? undefined : durationText(realMs) };
  }

  /** What the event that explains the failure is called. */
  get divergenceName(): string {
    const { event = "" } = this.model.result?.failure?.divergence ?? {};
    return divergenceKind(event) === "divergence" ? "first divergence" : "first unusual event";
  }

  select(index: number | undefined): void {
    const event = index === undefined ? undefined : this.model.events[index];
    if (event) this.selectSequence(event.sequence);
  }

  /** An event that the filter or the chosen stretch of time hides makes both go. */
  selectSequence(sequence: number): void {
    const index = this.causality.indexOf(sequence);
    const hidden = index !== undefined && !this.shown.value.includes(index);
    if (hidden) this.range.value = undefined;
    const filter = hidden ? "" : this.filter.value;
    changeTo({ page: "scenario", key: this.model.key, event: sequence, filter, tab: "event" });
    if (index !== undefined) this.reveal(index);
  }

  setFilter(filter: string): void {
    const { value } = address;
    if (value.page === "scenario") changeTo({ ...value, filter });
  }

  /** Moves the window so that the event lies in it. */
  reveal(index: number): void {
    const span = this.model.spans[index];
    if (!span) return;
    const { from, to } = this.window.value;
    const place = this.scale.place(span.fromMs);
    if (place >= from && place <= to) return;
    const half = (to - from) / 2;
    const start = Math.min(Math.max(0, place - half), 1 - 2 * half);
    this.window.value = { from: start, to: start + 2 * half };
  }

  /** Around a place from 0 to 1; a factor below 1 shows less, larger. */
  zoom(factor: number, around?: number): void {
    const { from, to } = this.window.value;
    const middle = around ?? (from + to) / 2;
    const width = Math.min(1, Math.max(1e-6, (to - from) * factor));
    const start = Math.min(Math.max(0, middle - ((middle - from) / (to - from)) * width), 1 - width);
    this.window.value = { from: start, to: start + width };
  }

  /** By a share of what is seen. */
  pan(share: number): void {
    const { from, to } = this.window.value;
    const width = to - from;
    const start = Math.min(Math.max(0, from + share * width), 1 - width);
    this.window.value = { from: start, to: start + width };
  }

  showAll(): void {
    this.window.value = WHOLE;
  }

  forgetRange(): void {
    this.range.value = undefined;
  }

  toggleTable(): void {
    this.asTable.value = !this.asTable.value;
  }

  zoomToRange(): void {
    const { value } = this.range;
    if (!value) return;
    const [from, to] = [this.scale.place(value.fromMs), this.scale.place(value.toMs)];
    if (to > from) this.window.value = { from, to };
  }
}

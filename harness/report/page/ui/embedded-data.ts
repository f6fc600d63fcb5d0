import { signal } from "@preact/signals";
import type { DiffModel } from "../../model/diff-model.ts";
import { type PackedScenario, unpackScenario } from "../../model/packed-scenario.ts";
import type { BodiesModel, OverviewModel, ScenarioModel } from "../../model/report-model.ts";

/**
 * The report's data stands in the document as compressed text, one element for each part, and is read when it is first
 * looked at. Its shape is not checked: the same harness has written it and this code.
 */
export function readOverview(): Promise<OverviewModel> {
  return read<OverviewModel>("overview").then((model) => {
    if (!model) throw new Error("this file has lost its data");
    return model;
  });
}

/** A part that is being read: undefined until it is there, and `missing` when the report does not have it. */
type Part<T> = { readonly state: "reading" | "missing" } | { readonly state: "read"; readonly value: T };

class Parts<Packed, T> {
  readonly #unpack: (packed: Packed) => T;
  readonly #parts = signal<ReadonlyMap<string, Part<T>>>(new Map());
  readonly #begun = new Set<string>();

  constructor(unpack: (packed: Packed) => T) {
    this.#unpack = unpack;
  }

  /** Reads the part the first time; whoever shows it is shown again when it is there. */
  get(id: string): Part<T> {
    if (!this.#begun.has(id)) {
      this.#begun.add(id);
      read<Packed>(id).then(
        (value) =>
          this.#set(id, value === undefined ? { state: "missing" } : { state: "read", value: this.#unpack(value) }),
        () => this.#set(id, { state: "missing" }),
      );
    }
    return this.#parts.value.get(id) ?? { state: "reading" };
  }

  #set(id: string, part: Part<T>): void {
    this.#parts.value = new Map([...this.#parts.value, [id, part]]);
  }
}

const scenarios = new Parts<PackedScenario, ScenarioModel>(unpackScenario);
const bodies = new Parts<BodiesModel, BodiesModel>((bodies) => bodies);

const diffs = new Parts<DiffModel, DiffModel>((diff) => diff);

/** The run compared with another one. */
export function diffOfRuns(): Part<DiffModel> {
  return diffs.get("diff");
}

/** By its place in the overview's list. */
export function scenarioAt(index: number): Part<ScenarioModel> {
  return scenarios.get(`scenario-${index}`);
}

export function bodiesAt(index: number): Part<BodiesModel> {
  return bodies.get(`bodies-${index}`);
}

async function read<T>(id: string): Promise<T | undefined> {
  const text = document.getElementById(id)?.textContent?.trim();
  if (!text) return undefined;
  const compressed = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(compressed).json()) as T;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

import { readFileSync } from "node:fs";
import type { KeptEntity, KeptRoom, StateChanges } from "../../state-changes.ts";
import type { Event } from "../asynchronous.ts";
import type { EventSourceMapping } from "../event-source-mapping/mapping.ts";
import type { Layer, LayerVersion } from "../layers/layer-directory.ts";
import type { DeployedCode } from "../processes/deployed-code.ts";
import type { LambdaState } from "../state.ts";
import { restoredFunction, type WrittenFunction, writtenFunction } from "./written-function.ts";

interface WrittenLayer {
  readonly lastVersion: number;
  readonly versions: readonly (Omit<LayerVersion, "code"> & { readonly code: string })[];
}
type WrittenEvent = Omit<Event, "invoked"> & { readonly functionName: string; readonly version: string };

const CODE = "code";

/** Functions that a client has made, layers, mappings and accepted events across restarts. */
export function keepLambda(state: LambdaState, changes: StateChanges): KeptRoom {
  const codes = new KeptCodes(changes);
  const mappings: EventSourceMapping[] = [];
  const events: WrittenEvent[] = [];
  return {
    async restore(entities) {
      for (const { kind, key, value } of entities) {
        if (kind === CODE)
          codes.take(key[0] ?? "", await state.processes.restoreCode(Buffer.from(value as Uint8Array)));
      }
      for (const { kind, key, value } of entities) {
        if (kind === "layer") restoreLayer(state, codes, key[0] ?? "", value as WrittenLayer);
        if (kind === "mapping") mappings.push(value as EventSourceMapping);
        if (kind === "event") events.push(value as WrittenEvent);
      }
      for (const { kind, value } of entities) {
        if (kind === "function") await restoredFunction(state, value as WrittenFunction, (sha256) => codes.get(sha256));
      }
      state.asynchronous.changes = {
        event: (event) => changes.changed("event", [event.requestId], () => writtenEvent(event)),
        ended: (requestId) => changes.removed("event", [requestId]),
      };
    },
    resume() {
      for (const mapping of mappings) state.mappings.restore(mapping);
      for (const { functionName, version, ...event } of events) {
        const all = state.functions.has(functionName) ? state.functions.function(functionName) : undefined;
        const invoked = [all?.latest, ...(all?.versions ?? [])].find((one) => one?.version === version);
        if (invoked) state.asynchronous.resume({ ...event, invoked });
        else changes.removed("event", [event.requestId]);
      }
    },
    compared: { kinds: ["function", "layer", "mapping"], all: () => comparedEntities(state, codes) },
  };
}

function* comparedEntities(state: LambdaState, codes: KeptCodes): Generator<KeptEntity> {
  const used = new Set<string>();
  const codeOf = (code: DeployedCode): string => {
    used.add(code.sha256);
    codes.keep(code);
    return code.sha256;
  };
  for (const [name, { lastVersion, versions }] of state.layers.all()) {
    const written = versions.map(({ code, ...version }) => ({ ...version, code: codeOf(code) }));
    yield { kind: "layer", key: [name], value: { lastVersion, versions: written } satisfies WrittenLayer };
  }
  for (const all of state.functions.all()) {
    // What a world has deployed by itself it deploys again.
    if (all.latest.process) yield { kind: "function", key: [all.functionName], value: writtenFunction(all, codeOf) };
  }
  for (const mapping of state.mappings.all()) yield { kind: "mapping", key: [mapping.uuid], value: mapping };
  codes.forgetBut(used);
}

function writtenEvent({ invoked, ...event }: Event): WrittenEvent {
  return { ...event, functionName: invoked.functionName, version: invoked.version };
}

function restoreLayer({ layers }: LambdaState, codes: KeptCodes, name: string, written: WrittenLayer): void {
  const versions = written.versions.map(({ code, ...version }) => ({ ...version, code: codes.get(code) }));
  layers.restore(name, { lastVersion: written.lastVersion, versions } satisfies Layer);
}

/** Packages by the SHA-256 of their ZIP: several functions and versions may have the same. */
class KeptCodes {
  readonly #changes: StateChanges;
  readonly #known = new Map<string, DeployedCode>();

  constructor(changes: StateChanges) {
    this.#changes = changes;
  }

  take(sha256: string, code: DeployedCode): void {
    this.#known.set(sha256, code);
  }

  get(sha256: string): DeployedCode {
    const code = this.#known.get(sha256);
    if (!code) throw new Error(`the package ${sha256} of a function is missing`);
    return code;
  }

  keep(code: DeployedCode): void {
    const { sha256, zipPath } = code;
    if (this.#known.has(sha256) || zipPath === undefined) return;
    this.#known.set(sha256, code);
    const zip = readFileSync(zipPath);
    this.#changes.changed(CODE, [sha256], () => zip);
  }

  forgetBut(used: ReadonlySet<string>): void {
    for (const sha256 of this.#known.keys()) {
      if (used.has(sha256)) continue;
      this.#known.delete(sha256);
      this.#changes.removed(CODE, [sha256]);
    }
  }
}

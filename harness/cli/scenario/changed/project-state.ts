import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Fingerprints, type ReadSource, UnitsBySource } from "./fingerprints.ts";
import type { ReachedPlaces } from "./record-reach.ts";

/** One state of the project's sources: what can be reached in it. */
export class ProjectState {
  readonly #fingerprints: Fingerprints;
  readonly #reachable = new Map<string, ReadonlySet<string>>();

  constructor(read: ReadSource, units = new UnitsBySource()) {
    this.#fingerprints = new Fingerprints(read, units);
  }

  /** Whether the module still has the function, as it was. */
  has(path: string, fingerprint: string): boolean {
    let reachable = this.#reachable.get(path);
    if (!reachable) {
      const found = this.#fingerprints.of(path);
      reachable = new Set(found && [found.effects, ...found.functions.map((one) => one.fingerprint)]);
      this.#reachable.set(path, reachable);
    }
    return reachable.has(fingerprint);
  }

  /** The fingerprints of what ran, by path; undefined when a module cannot be taken apart. */
  reached(places: ReachedPlaces): ReadonlyMap<string, readonly string[]> | undefined {
    const reached = new Map<string, readonly string[]>();
    for (const [path, offsets] of Object.entries(places)) {
      const found = this.#fingerprints.of(path);
      if (!found) return undefined;
      const byEnd = Map.groupBy(found.functions, ({ end }) => end);
      const ran = new Set([found.effects]);
      for (let at = 0; at + 1 < offsets.length; at += 2) {
        const [start = 0, end = 0] = offsets.slice(at, at + 2);
        // V8 begins a method at its name, and this at its parameters; what ends elsewhere is the module, or fields of a class.
        const nearest = byEnd.get(end)?.toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))[0];
        if (nearest) ran.add(nearest.fingerprint);
      }
      reached.set(path, [...ran]);
    }
    return reached;
  }
}

/** Reads sources below a folder as they are now. */
export function sourcesBelow(root: string): ReadSource {
  return (path) => {
    try {
      return readFileSync(join(root, path), "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
        return undefined;
      throw error;
    }
  };
}

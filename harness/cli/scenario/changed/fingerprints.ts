import { createHash } from "node:crypto";
import { dirname, posix } from "node:path";
import { type ModuleUnits, type Origin, sourceUnits, type Unit } from "./source-units.ts";

/** A function's place in a source, and the digest of it and of every constant that it depends on. */
export interface Fingerprinted {
  readonly start: number;
  readonly end: number;
  readonly fingerprint: string;
}

/** What can be reached in a module. */
export interface ModuleFingerprints {
  readonly functions: readonly Fingerprinted[];
  /** Of loading it. */
  readonly effects: string;
}

/** A name's value, and the module that has it. */
interface Found {
  readonly key: string;
  readonly path: string;
  readonly unit: Unit;
}

/** Reads a source by its path below the project; undefined of one that is not there. */
export type ReadSource = (path: string) => string | undefined;

/**
 * Fingerprints of functions in one state of the project. A function's is another when its own text changes, or a constant, a
 * class's fields, or where an import leads, as far as its text mentions them, also over other modules and constants.
 * Functions that it calls are not in it: who reaches them has theirs.
 */
export class Fingerprints {
  readonly #read: ReadSource;
  readonly #units: UnitsBySource;
  readonly #modules = new Map<string, ModuleUnits | undefined>();
  readonly #values = new Map<string, string>();
  readonly #known = new Map<string, ModuleFingerprints | undefined>();

  /** `units`: shared by states of a project that have most sources in common. */
  constructor(read: ReadSource, units: UnitsBySource) {
    this.#read = read;
    this.#units = units;
  }

  /** Undefined of a module that is not there or cannot be parsed. */
  of(path: string): ModuleFingerprints | undefined {
    if (this.#known.has(path)) return this.#known.get(path);
    const module = this.#module(path);
    const fingerprints = module && {
      functions: module.functions.map(({ start, end, ...unit }) => ({
        start,
        end,
        fingerprint: this.#ofUnit(path, unit),
      })),
      effects: this.#ofUnit(path, module.effects),
    };
    this.#known.set(path, fingerprints);
    return fingerprints;
  }

  #ofUnit(path: string, { digest, mentions }: Unit): string {
    return joined([digest, ...new Set(mentions.map((name) => this.#ofValue(path, name)))]);
  }

  /** Of all that a name's value is made of; empty of a name that is none of the module. */
  #ofValue(path: string, name: string): string {
    const key = `${path}#${name}`;
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const parts = new Map<string, string>();
    const open = [{ path, name }];
    for (let next = open.pop(); next; next = open.pop()) {
      const found = this.#find(next.path, next.name);
      if (!found || parts.has(found.key)) continue;
      parts.set(found.key, found.unit.digest);
      open.push(...found.unit.mentions.map((mentioned) => ({ path: found.path, name: mentioned })));
    }
    const value = parts.size === 0 ? "" : joined([...parts].map((part) => part.join(" ")).sort());
    this.#values.set(key, value);
    return value;
  }

  /** What a name means in a module: its own value, or another module's. */
  #find(path: string, name: string): Found | undefined {
    const module = this.#module(path);
    const own = module?.values.get(name);
    if (own) return { key: `${path}#${name}`, path, unit: own };
    const origin = module?.imports.get(name);
    return origin && this.#follow(path, origin, new Set());
  }

  #follow(path: string, { from, name }: Origin, seen: Set<string>): Found | undefined {
    const target = resolved(path, from);
    const key = `${target ?? from}#${name}`;
    if (target === undefined) return { key, path, unit: { digest: "package", mentions: [] } };
    if (seen.has(key)) return undefined;
    seen.add(key);
    const module = this.#module(target);
    if (!module) return { key, path: target, unit: { digest: "unreadable", mentions: [] } };
    if (name === "*") return { key, path: target, unit: { digest: "all", mentions: [...module.values.keys()] } };
    const exported = module.exports.get(name);
    if (typeof exported === "string") return this.#find(target, exported);
    if (exported) return this.#follow(target, exported, seen);
    for (const all of module.allFrom) {
      const found = this.#follow(target, { from: all, name }, seen);
      if (found) return found;
    }
    return undefined;
  }

  #module(path: string): ModuleUnits | undefined {
    if (!this.#modules.has(path)) {
      const source = this.#read(path);
      this.#modules.set(path, source === undefined ? undefined : this.#units.of(source));
    }
    return this.#modules.get(path);
  }
}

/** Each source is taken apart once. */
export class UnitsBySource {
  readonly #known = new Map<string, ModuleUnits | undefined>();

  of(source: string): ModuleUnits | undefined {
    if (!this.#known.has(source)) this.#known.set(source, sourceUnits(source));
    return this.#known.get(source);
  }
}

function resolved(path: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(dirname(path), specifier) : undefined;
}

function joined(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("base64url").slice(0, 16);
}

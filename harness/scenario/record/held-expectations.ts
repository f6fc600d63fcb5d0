import { chai } from "vitest";
import type { World } from "../../world/world.ts";
import "../matchers.ts";
import { boundedJson } from "./bounded-json.ts";

/** An expectation of the story that held, as plain data. */
export interface HeldExpectation {
  /** `toMatchObject`, `not.toBe`. */
  readonly matcher: string;
  /** What it was given, and what was there, as JSON that is cut where it is long; `as expected` of what the world was asked. */
  readonly expected: string;
  readonly found: string;
  /** `scenarios/listing-28/fixed.scenario.ts:31:19`. */
  readonly place?: string;
  /** The last event before it; 0 before the first. */
  readonly sequence: number;
}

/** The stack is only made into text when the run is kept. */
type Held = Omit<HeldExpectation, "place"> & { readonly at: Error };

/** Further ones are counted. */
const MOST = 500;

interface Kept {
  readonly held: Held[];
  more: number;
}

const byWorld = new WeakMap<World, Kept>();
/** Stories of one worker are told one after the other. */
let current: { readonly world: World; readonly kept: Kept } | undefined;

/** Until the returned function is called, expectations that hold are noted for this world. */
export function noteExpectations(world: World): () => void {
  const kept = { held: [], more: 0 };
  byWorld.set(world, kept);
  current = { world, kept };
  return () => {
    current = undefined;
  };
}

/** What held in a world's story, in order; `more` is how many further ones there were. */
export function expectationsOf(
  world: World,
  placeOf: (error: unknown) => string | undefined,
): { readonly expectations: readonly HeldExpectation[]; readonly moreExpectations?: number } {
  const { held, more } = byWorld.get(world) ?? { held: [], more: 0 };
  return {
    expectations: held.map(({ at, ...told }) => {
      const place = placeOf(at);
      return { ...told, ...(place !== undefined && { place }) };
    }),
    ...(more > 0 && { moreExpectations: more }),
  };
}

/** Those of Vitest that stories use, and our own. */
const MATCHERS = [
  "toBe",
  "toBeGreaterThan",
  "toBeGreaterThanOrEqual",
  "toBeLessThan",
  "toBeLessThanOrEqual",
  "toBeNull",
  "toBeUndefined",
  "toBeDefined",
  "toBeTruthy",
  "toBeFalsy",
  "toBeCloseTo",
  "toContain",
  "toContainEqual",
  "toEqual",
  "toStrictEqual",
  "toHaveLength",
  "toHaveProperty",
  "toMatch",
  "toMatchObject",
  "toThrow",
  "toHaveAssets",
  "toHaveCalledBack",
  "toHaveJobRows",
  "toHaveListingStatus",
  "toHaveLogged",
  "toHaveNoZip",
  "toHaveQuietLogs",
  "toHaveZip",
  "toReproduce",
] as const;

for (const name of MATCHERS) chai.util.overwriteMethod(chai.Assertion.prototype, name, noting(name));

type Matcher = (this: Chai.AssertionStatic, ...parameters: unknown[]) => unknown;

/** Nothing is noted of one that throws: that is the failure, which is told elsewhere. */
function noting(name: string) {
  return (matcher: Matcher): Matcher => {
    return function noted(...parameters) {
      const verdict = matcher.apply(this, parameters);
      if (!current) return verdict;
      const note = noteOf({ assertion: this, name, parameters, caller: noted, ...current });
      if (verdict instanceof Promise) verdict.then(note, () => undefined);
      else note();
      return verdict;
    };
  };
}

interface Passed {
  readonly assertion: Chai.AssertionStatic;
  readonly name: string;
  readonly parameters: readonly unknown[];
  readonly caller: (...parameters: unknown[]) => unknown;
  readonly world: World;
  readonly kept: Kept;
}

function noteOf({ assertion, name, parameters, caller, world, kept }: Passed): () => void {
  if (kept.held.length >= MOST) {
    return () => {
      kept.more++;
    };
  }
  const at = stackBehind(caller);
  const negated = chai.util.flag(assertion, "negate") === true;
  const object: unknown = chai.util.flag(assertion, "object");
  // The matchers that ask the world throw when it is otherwise.
  const found = object === world ? "as expected" : boundedJson(object);
  const expected = parameters.map(boundedJson).join(", ");
  const matcher = negated ? `not.${name}` : name;
  const sequence = world.trace.events.at(-1)?.sequence ?? 0;
  return () => void kept.held.push({ matcher, expected, found, sequence, at });
}

/** The story's line stands behind frames of Vitest's own. */
function stackBehind(caller: (...parameters: unknown[]) => unknown): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 20;
  const at = new Error("an expectation that held");
  Error.captureStackTrace(at, caller);
  Error.stackTraceLimit = stackTraceLimit;
  return at;
}

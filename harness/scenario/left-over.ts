import type { StoryPlace } from "../support/story-mistake.ts";
import type { World } from "../world/world.ts";
import { RuleBroken } from "./rule-broken.ts";

/** A story that arms a fault is about that fault; when it never strikes, the story proves nothing. */
export function requireFaultsSpent(world: World): void {
  const [unspent] = world.faults.unspent();
  if (!unspent) return;
  const { rule, place } = unspent;
  const left = Number.isFinite(rule.times) ? `${rule.times} more to strike` : "it never struck";
  throw brokenAt(place, {
    rule: "every fault that the story arms strikes as often as it says, unless it is optional",
    expected: `'${rule.fault.name}' spent`,
    found: left,
  });
}

/** What the story pins and nobody draws, and what it sets for hops that are never made, has no part in what it proves. */
export function requireSettingsUsed(world: World): void {
  const [unused] = [...world.random.unused(), ...world.latency.unused()];
  if (!unused) return;
  throw brokenAt(unused.place, {
    rule: "every pin and every latency that the story sets is used, unless it is optional",
    expected: "all used",
    found: unused.what,
  });
}

/** The rule as broken at the line of the story that set what is left. */
function brokenAt(place: StoryPlace, broken: ConstructorParameters<typeof RuleBroken>[0]): RuleBroken {
  const error = new RuleBroken(broken);
  error.stack = `${error.name}: ${error.message}\n${place.frames()}`;
  return error;
}

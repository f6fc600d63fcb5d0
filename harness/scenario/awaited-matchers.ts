import { chai } from "vitest";
import { World } from "../world/world.ts";
import "./matchers.ts";

/** Matchers that ask the world something: without an `await` their verdict comes when nobody waits for it any more. */
const ASKING = [
  "toHaveZip",
  "toHaveNoZip",
  "toHaveJobRows",
  "toHaveAssets",
  "toHaveListingStatus",
  "toReproduce",
] as const;

for (const name of ASKING) chai.util.overwriteMethod(chai.Assertion.prototype, name, withAction(name));

type Matcher = (this: Chai.AssertionStatic, ...parameters: unknown[]) => unknown;

/** Its promise is an action of the world that is asked. */
function withAction(name: string) {
  return (matcher: Matcher): Matcher => {
    return function asking(...parameters) {
      const verdict = matcher.apply(this, parameters);
      const world: unknown = chai.util.flag(this, "object");
      if (!(verdict instanceof Promise) || !(world instanceof World)) return verdict;
      return world.actions.begin(`expect(world).${name}(…)`, verdict, asking);
    };
  };
}

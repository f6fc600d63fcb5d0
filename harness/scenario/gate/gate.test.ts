import { expect, inject, test } from "vitest";
import { PROCESSING_MACHINE } from "../../../system/infrastructure.ts";
import { type RevisionName, System } from "../../../system/revisions.ts";
import { createWorld } from "../../world/create-world.ts";
import type { WorldOptions } from "../../world/world-options.ts";
import { listing28Uploads } from "../listing-28.ts";
import { Photographer } from "../people.ts";
import { GATE } from "./gate.ts";
import type { GateRuleId } from "./rule.ts";
import { readGateState } from "./state.ts";

/** Plays listing 28 from upload to complete and gives the rules that do not hold afterwards. */
async function brokenRules(
  revision: RevisionName,
  options: Pick<WorldOptions, "finalizationMachine"> = {},
): Promise<GateRuleId[]> {
  const world = await createWorld({
    ...options,
    name: `gate on ${revision}`,
    seed: 1,
    startAt: "2025-12-03T10:00:00Z",
    system: new System(revision),
    engine: inject("engine"),
  });
  const uploads = await listing28Uploads("small");
  let broken: GateRuleId[] = [];
  try {
    await world.run(async () => {
      const photographer = new Photographer(world);
      await photographer.upload(28, uploads);
      await photographer.process(28);
      await world.settle();
      await photographer.complete(28);
      await world.settle();
      const state = await readGateState(world);
      broken = GATE.flatMap(({ id, check }) => (check(state).length > 0 ? [id] : []));
    });
  } finally {
    await world.dispose();
  }
  return broken;
}

test("every rule of the gate is red on the incident", async () => {
  expect(await brokenRules("incident", { finalizationMachine: PROCESSING_MACHINE })).toEqual(GATE.map(({ id }) => id));
});

test("every rule of the gate is green on the fixed system", async () => {
  expect(await brokenRules("fixed")).toEqual([]);
});

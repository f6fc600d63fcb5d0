import { System } from "../../../system/revisions.ts";
import type { EngineDescription } from "../../database/engine/engine.ts";
import { Photographer, type Upload } from "../../scenario/people.ts";
import { createWorld } from "../../world/create-world.ts";
import type { World } from "../../world/world.ts";

/** Creates one world of the fixed system, runs `story` in it and disposes of it. */
export async function runWorld(
  engine: EngineDescription,
  story: (photographer: Photographer, world: World) => Promise<void>,
): Promise<World> {
  const world = await createWorld({
    name: "bench",
    seed: 1,
    startAt: "2025-12-03T10:00:00Z",
    system: new System("fixed"),
    engine,
  });
  try {
    await world.run(async () => {
      await story(new Photographer(world), world);
      await world.settle();
    });
  } finally {
    await world.dispose();
  }
  return world;
}

/** The flow of listing-28/fixed: upload, process, complete. */
export function listing28(uploads: readonly Upload[]) {
  return async (photographer: Photographer, world: World): Promise<void> => {
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();
    await photographer.complete(28);
  };
}

import type { World } from "../../world/world.ts";

/**
 * Width and height of the photo at `key`, as a viewer shows it; undefined when there is no such object. Takes no
 * virtual time.
 */
export async function inspectPhoto(world: World, key: string): Promise<{ width: number; height: number } | undefined> {
  const bytes = await world.object(key);
  if (!bytes) return undefined;
  return world.real(`look at ${key}`, async () => {
    const { default: sharp } = await import("sharp");
    const { autoOrient } = await sharp(bytes).metadata();
    return { width: autoOrient.width, height: autoOrient.height };
  });
}

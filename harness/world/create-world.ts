import type { World } from "./world.ts";
import type { WorldOptions } from "./world-options.ts";

/** Makes a world ready to `run`. Real time passes here (a schema is made, the SDK imported), virtual time does not. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { foreign } = options;
  if (options.backend?.name === "localstack") {
    if (foreign) {
      const { createForeignLocalStackWorld } = await import("./foreign/foreign-localstack-world.ts");
      return createForeignLocalStackWorld({ ...options, foreign }, options.backend.localstack);
    }
    const { createLocalStackWorld } = await import("./localstack-world.ts");
    return createLocalStackWorld(options, options.backend.localstack);
  }
  if (foreign) {
    const { createForeignWorld } = await import("./foreign/foreign-world.ts");
    return createForeignWorld({ ...options, foreign });
  }
  const { createEmbeddedWorld } = await import("./embedded-world.ts");
  return createEmbeddedWorld(options);
}

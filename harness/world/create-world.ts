import { UsageError } from "../support/usage-error.ts";
import type { World } from "./world.ts";
import type { WorldOptions } from "./world-options.ts";

/** Makes a world ready to `run`. Real time passes here (a schema is made, the SDK imported), virtual time does not. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { foreign } = options;
  if (options.backend?.name === "localstack") {
    if (foreign)
      throw new UsageError(`The system "${foreign.name}" runs on the embedded cloud only: leave out --backend.`);
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

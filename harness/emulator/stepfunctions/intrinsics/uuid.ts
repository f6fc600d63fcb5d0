import type { Intrinsic } from "./intrinsic.ts";

/** States.UUID() → a UUID of version 4 from the world's random stream. */
export const uuid: Intrinsic = {
  minimumArguments: 0,
  maximumArguments: 0,
  evaluate: (_args, tools) => tools.random.uuid(),
};

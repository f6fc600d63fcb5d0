import type { AwsFunction } from "./aws-function.ts";

/** $uuid(): a UUID of version 4 from the world's random stream. */
export const uuid: AwsFunction = {
  signature: "<:s>",
  call: (tools) => tools.random.uuid(),
};

import type { AwsFunction } from "./aws-function.ts";

/** $millis(): the world's time. */
export const millis: AwsFunction = {
  signature: "<:n>",
  call: (tools) => tools.now(),
};

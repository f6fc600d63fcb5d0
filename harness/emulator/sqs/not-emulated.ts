import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of SQS that are refused by name: none. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [];

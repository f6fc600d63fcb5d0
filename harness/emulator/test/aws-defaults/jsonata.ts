import type { AwsDefaults } from "./aws-default.ts";

/** Of JSONata expressions in Step Functions; AWS documents none of them. */
export const JSONATA: AwsDefaults = {
  MAXIMUM_DEPTH: [100, "items", "measured on AWS by the floci project: 100 nested evaluations pass, 101 do not"],
  MAXIMUM_VALUE_BYTES: [
    6_990_256,
    "bytes",
    "measured on AWS by the floci project: [1..873782] passes, one more does not",
  ],
  MAXIMUM_RANGE: [360_145, "items", "measured on AWS by the floci project"],
};

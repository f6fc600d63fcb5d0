/**
 * One number that is AWS's: what AWS says it is, in which unit, and where. The value is written here anew and read from
 * nowhere; `aws-defaults.test.ts` holds the rooms' `limits.ts` against it. A source that is no address of AWS's says how
 * the number is known instead.
 */
export type AwsDefault = readonly [value: number | readonly number[], unit: Unit, source: string];

type Unit =
  | "bytes"
  | "characters"
  | "items"
  | "minutes"
  | "seconds"
  | "milliseconds"
  | "days"
  | "megabytes"
  | "number"
  | "percent";

/** By the name that the constant has in its room; members of an object as `NAME.member`. */
export type AwsDefaults = Readonly<Record<string, AwsDefault>>;

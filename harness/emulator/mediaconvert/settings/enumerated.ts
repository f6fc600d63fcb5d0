import { z } from "zod";

/** Marks a value that AWS may have and that is not emulated, so that it is refused by its name and not called wrong. */
export const NOT_EMULATED = "is not emulated";

/** One of the emulated values of a setting. */
export function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, { error: ({ input }) => notEmulatedValue(input) });
}

/** `undefined` leaves the wording to whoever reports what is missing. */
function notEmulatedValue(input: unknown): string | undefined {
  return typeof input === "string" ? `the value ${input} ${NOT_EMULATED}` : undefined;
}

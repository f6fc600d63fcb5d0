import { UsageError } from "../../support/usage-error.ts";

/** Reads the value of an option `--name` that is a whole number. Throws a UsageError that says what is accepted. */
export function readInteger(name: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError(`--${name}: "${text}" is not a whole number from ${min} to ${max}.`);
  }
  return value;
}

import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsDefaults } from "./aws-default.ts";

/** The number of one row of a table. */
export function numberOf(table: AwsDefaults, name: string): number {
  const value = table[name]?.[0];
  if (typeof value !== "number") throw new Error(`${name} is no row of one number.`);
  return value;
}

/** Whether a room does what it was asked; a refusal in AWS's words is a no, anything else is our own bug. */
export async function takes(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  }
}

/** Of `ask(minimum - 1)`, `ask(minimum)`, `ask(maximum)` and `ask(maximum + 1)` the ones that are taken. */
export async function takenOf(
  bounds: { readonly minimum?: number; readonly maximum: number },
  ask: (value: number) => Promise<unknown>,
): Promise<number[]> {
  const { minimum, maximum } = bounds;
  const asked = [...(minimum === undefined ? [] : [minimum - 1, minimum]), maximum, maximum + 1];
  const taken: number[] = [];
  for (const value of asked) if (await takes(ask(value))) taken.push(value);
  return taken;
}

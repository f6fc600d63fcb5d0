import { HttpError } from "./http-error.ts";

/** A rule answers what is wrong with a value, undefined when nothing is. */
export type Rule = (value: unknown) => string | undefined;

/** Zero values count as absent: "", 0, false, null (docs/contract/http-api.md, head). */
export const required: Rule = (value) => (isZero(value) ? "is required" : undefined);

export function atLeast(minimum: number): Rule {
  return (value) => (measure(value) < minimum ? `must be at least ${minimum} characters` : undefined);
}

export function atMost(maximum: number): Rule {
  return (value) => (measure(value) > maximum ? `must be at most ${maximum} characters` : undefined);
}

export function oneOf(allowed: readonly string[]): Rule {
  return (value) => (typeof value === "string" && allowed.includes(value) ? undefined : "invalid value");
}

/** Rules that hold only for a value that is there. */
export function whenGiven(...rules: readonly Rule[]): Rule {
  return (value) => (isZero(value) ? undefined : firstProblem(value, rules));
}

/** Collects the field errors of one body, in the order of its Go type. */
export class FieldErrors {
  readonly #errors: { readonly field: string; readonly message: string }[] = [];

  /**
   * Checks a field against its rules up to the first that is broken; `field` is Go's path, such as `files[0].bytes`.
   */
  check(field: string, value: unknown, ...rules: readonly Rule[]): void {
    const message = firstProblem(value, rules);
    if (message !== undefined) this.#errors.push({ field, message });
  }

  /** @throws HttpError 422 `Validation failed` when any field was wrong. */
  refuse(): void {
    if (this.#errors.length > 0) throw new HttpError(422, "Validation failed", { errors: this.#errors });
  }
}

function firstProblem(value: unknown, rules: readonly Rule[]): string | undefined {
  for (const rule of rules) {
    const problem = rule(value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isZero(value: unknown): boolean {
  return value === null || value === undefined || value === "" || value === false || value === 0 || value === 0n;
}

/** Lists and texts are measured by length, numbers by value: the messages say "characters" for all. */
function measure(value: unknown): number {
  if (typeof value === "string") return [...value].length;
  if (Array.isArray(value)) return value.length;
  return typeof value === "bigint" || typeof value === "number" ? Number(value) : 0;
}

import type { z } from "zod";
import { constraintViolations } from "../published-model/constraint-violations.ts";
import { invalidParameterValue, notEmulated, validationErrors } from "./errors.ts";
import { lambdaModel } from "./lambda-model.ts";

/** AWS's clients leave out what is not given; some hand-written ones send null. */
export const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

/** The members of a request; what the schema does not know is refused by name, never passed over. Throws AwsError. */
export function parseRequest<T extends z.ZodObject>(operation: string, schema: T, input: unknown): z.output<T> {
  if (typeof input === "object" && input !== null) {
    for (const [name, value] of Object.entries(input)) {
      if (!Object.hasOwn(schema.shape, name) && !saysNothing(value))
        throw notEmulated(`lambda:${operation} with ${name}`);
    }
  }
  checkConstraints(operation, input);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidParameterValue(`${issue?.path.map(String).join(".") || "The request"}: ${issue?.message ?? "wrong"}`);
}

/** Runtimes of functions are checked by the service, in other words than the framework's. */
const UNLISTED: Readonly<Record<string, readonly string[]>> = {
  CreateFunction: ["Runtime"],
  UpdateFunctionConfiguration: ["Runtime"],
};

/**
 * What AWS's framework refuses before the service is asked: bounds, patterns and enumerations of the published model, which is read when the
 * first request is. Throws ValidationException.
 */
export function checkConstraints(operation: string, input: unknown): void {
  if (typeof input !== "object" || input === null) return;
  const members = input as Readonly<Record<string, unknown>>;
  const violations = constraintViolations(lambdaModel(), operation, members, { unlisted: UNLISTED[operation] ?? [] });
  if (violations.length > 0) throw validationErrors(violations);
}

/** `Layers: []`, `VpcConfig: {SubnetIds: []}` */
export function saysNothing(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === null || value === undefined || value === "";
  return Object.values(value).every(saysNothing);
}

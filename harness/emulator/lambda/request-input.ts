import type { z } from "zod";
import { invalidParameterValue, notEmulated } from "./errors.ts";

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
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidParameterValue(`${issue?.path.map(String).join(".") || "The request"}: ${issue?.message ?? "wrong"}`);
}

/** `Layers: []`, `VpcConfig: {SubnetIds: []}` */
export function saysNothing(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === null || value === undefined || value === "";
  return Object.values(value).every(saysNothing);
}

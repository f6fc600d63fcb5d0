import { z } from "zod";
import { optional } from "../gateway/service-input.ts";
import { invalidParameter } from "./errors.ts";
import type { Secret } from "./secret-directory.ts";

const filter = z.object({ Key: z.string(), Values: z.array(z.string()) });
type Filter = z.infer<typeof filter>;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html */
export const Filters = optional(z.array(filter));

/** Whether a secret fits every filter. Throws InvalidParameterException. */
export function fitsAll(secret: Secret, filters: readonly Filter[] = []): boolean {
  return filters.every((one) => fits(secret, one));
}

/** A value fits from the beginning of the text; with `!` it must not (API_Filter.html). */
function fits(secret: Secret, { Key, Values }: Filter): boolean {
  const texts = textsOf(secret, Key);
  return Values.some((value) =>
    value.startsWith("!")
      ? !texts.some((text) => text.startsWith(value.slice(1)))
      : texts.some((text) => text.startsWith(value)),
  );
}

function textsOf({ name, description = "", tags }: Secret, key: string): readonly string[] {
  if (key === "name") return [name];
  if (key === "description") return [description];
  if (key === "tag-key") return [...tags.keys()];
  if (key === "tag-value") return [...tags.values()];
  if (key === "all") return [name, description, ...tags.keys(), ...tags.values()];
  throw invalidParameter(`The filter key ${key} is not emulated: name, description, tag-key, tag-value and all are.`);
}

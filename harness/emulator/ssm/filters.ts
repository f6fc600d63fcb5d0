import { z } from "zod";
import { optional } from "../gateway/service-input.ts";
import { invalidFilter, invalidOption } from "./errors.ts";
import { newest, type StoredParameter } from "./parameter-store.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
export const filterSchema = z.object({
  Key: z.string(),
  Option: optional(z.string()),
  Values: optional(z.array(z.string())),
});

type Filter = z.infer<typeof filterSchema>;

/** Whether a parameter fits every filter. Throws InvalidFilterKey. */
export function matches(parameter: StoredParameter, filters: readonly Filter[] = []): boolean {
  return filters.every((filter) => fits(parameter, filter));
}

function fits(
  parameter: StoredParameter,
  { Key, Option = Key === "Path" ? "OneLevel" : "Equals", Values = [] }: Filter,
): boolean {
  if (Key === "Path") {
    if (Option !== "Recursive" && Option !== "OneLevel") throw invalidOption(Option, ["Recursive", "OneLevel"]);
    return Values.some((path) => isUnder(parameter.name, path, Option === "Recursive"));
  }
  const texts = textsOf(parameter, Key);
  if (Values.length === 0) return texts.length > 0;
  if (Option === "BeginsWith") return texts.some((text) => Values.some((value) => text.startsWith(value)));
  if (Option === "Contains") return texts.some((text) => Values.some((value) => text.includes(value)));
  if (Option !== "Equals") throw invalidOption(Option, ["BeginsWith", "Contains", "Equals"]);
  return texts.some((text) => Values.includes(text));
}

function textsOf({ name, tags, versions }: StoredParameter, key: string): readonly string[] {
  const last = newest({ name, tags, versions });
  if (key === "Name") return [name, name.replace(/^\//, "")];
  if (key === "Type") return [last.type];
  if (key === "Tier") return [last.tier];
  if (key === "DataType") return [last.dataType];
  if (key === "KeyId") return last.keyId === undefined ? [] : [last.keyId];
  if (key === "Label") return [...last.labels];
  if (!key.startsWith("tag:")) throw invalidFilter(`The following filter key is not valid: ${key}.`);
  const tag = tags.get(key.slice("tag:".length));
  return tag === undefined ? [] : [tag];
}

function isUnder(name: string, path: string, recursive: boolean): boolean {
  const under = path.endsWith("/") ? path : `${path}/`;
  return name.startsWith(under) && (recursive || !name.slice(under.length).includes("/"));
}
